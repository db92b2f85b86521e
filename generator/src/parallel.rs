//! Runs independent work on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Stack size. Specs may be deeply nested, and are processed recursively. Unused stack is not allocated.
const STACK: usize = 256 << 20;

/// Returns the default number of threads.
pub fn available() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Calls `work` for each item, starting with the first ones, and returns the results in order. The result of an item is
/// missing if its thread panicked.
pub fn run<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<Option<R>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new(items.iter().map(|_| None).collect());
    let worker = || {
        while let Some((index, item)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, item))
        } {
            let result = work(item);
            results.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(result);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.clamp(1, items.len().max(1)))
            .filter_map(|_| {
                thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, worker)
                    .ok()
            })
            .collect();
        if threads.is_empty() {
            worker();
        }
        // Joined explicitly, because a scope would propagate the panic of a thread.
        for thread in threads {
            let _ = thread.join();
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        for jobs in [0, 1, 8, 1000] {
            let results = run(&items, jobs, |item| item * 2);
            assert_eq!(
                results,
                items.iter().map(|item| Some(item * 2)).collect::<Vec<_>>()
            );
        }
    }
}
