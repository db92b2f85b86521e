//! Independent work on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Specifications nest deep, and what is deep in them is deep in recursion. Only what is used of this is ever taken.
const STACK: usize = 256 << 20;

/// How many threads to use when nothing is said.
pub fn available() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` on each item, the first ones first, and gives the results in the order of the items. An item whose thread
/// panicked gives nothing.
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
        // Joined by hand: a scope would pass the panic of a thread on.
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
