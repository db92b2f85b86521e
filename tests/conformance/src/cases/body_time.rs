//! `body-date.json`, `body-datetime.json`, `body-datetime-rfc1123.json`, `body-duration.json`, `body-time.json`.
//!
//! A response preserves the text of the service. An invalid time fails when it is decoded.

use arm_runtime::{Date, DateTime, DateTimeRfc1123, Duration, Time};
use serde_json::json;

use crate::table::{Table, same};

pub fn add(t: &mut Table) {
    dates(t);
    date_times(t);
    rfc1123(t);
    durations(t);
}

fn dates(t: &mut Table) {
    let c = body_date::Client::new(t.credential(), t.options()).unwrap().date_client();
    t.gives("getDateNull", c.get_null(), json!(null));
    for (scenario, call) in [("getDateInvalid", c.get_invalid_date()), ("getDateOverflow", c.get_overflow_date()), ("getDateUnderflow", c.get_underflow_date())] {
        t.reads(scenario, call, |found: Date| same(&found.get().is_err(), &true));
    }
    t.reads("getDateMax", c.get_max_date(), |found: Date| same(&found.get().map(|date| date.date().to_string()).ok().as_deref(), &Some("9999-12-31")));
    t.gives("getDateMin", c.get_min_date(), json!("0001-01-01"));
    t.sends("putDateMax", "PUT /date/max", c.put_max_date(Date::from_text("9999-12-31")));
    t.sends("putDateMin", "PUT /date/min", c.put_min_date(Date::from_text("0001-01-01")));
}

/// Unix time of the last second of 9999, and of the first of 1.
const MAX: i64 = 253_402_300_799;
const MIN: i64 = -62_135_596_800;
const OFFSET: i64 = 14 * 3600;

fn date_times(t: &mut Table) {
    let c = body_datetime::Client::new(t.credential(), t.options()).unwrap().datetime_client();
    t.gives("getDateTimeNull", c.get_null(), json!(null));
    t.reads("getDateTimeInvalid", c.get_invalid(), |found: DateTime| same(&found.get().is_err(), &true));
    t.reads("getDateTimeUnderflow", c.get_underflow(), |found: DateTime| same(&found.get().is_err(), &true));
    let unix = |wanted: i64| move |found: DateTime| same(&found.get().ok().map(|time| time.unix_timestamp()), &Some(wanted));
    t.reads("getDateTimeOverflow", c.get_overflow(), unix(MAX + OFFSET));
    t.reads("getDateTimeMaxUtcLowercase", c.get_utc_lowercase_max_date_time(), unix(MAX));
    t.reads("getDateTimeMaxUtcUppercase", c.get_utc_uppercase_max_date_time(), unix(MAX));
    t.reads("getDateTimeMaxUtc7MSUppercase", c.get_utc_uppercase_max_date_time7_digits(), unix(MAX));
    t.reads("getDateTimeMaxLocalPositiveOffsetLowercase", c.get_local_positive_offset_lowercase_max_date_time(), unix(MAX - OFFSET));
    t.reads("getDateTimeMaxLocalPositiveOffsetUppercase", c.get_local_positive_offset_uppercase_max_date_time(), unix(MAX - OFFSET));
    t.reads("getDateTimeMaxLocalNegativeOffsetLowercase", c.get_local_negative_offset_lowercase_max_date_time(), unix(MAX + OFFSET));
    t.reads("getDateTimeMaxLocalNegativeOffsetUppercase", c.get_local_negative_offset_uppercase_max_date_time(), unix(MAX + OFFSET));
    t.gives("getDateTimeMinUtc", c.get_utc_min_date_time(), json!("0001-01-01T00:00:00Z"));
    t.gives("getDateTimeMinLocalPositiveOffset", c.get_local_positive_offset_min_date_time(), json!("0001-01-01t00:00:00+14:00"));
    t.gives("getDateTimeMinLocalNegativeOffset", c.get_local_negative_offset_min_date_time(), json!("0001-01-01t00:00:00-14:00"));
    // Without an offset, the time is UTC.
    t.reads("getDateTimeMinLocalNoOffset", c.get_local_no_offset_min_date_time(), unix(MIN));
    let text = DateTime::from_text;
    t.sends("putDateTimeMaxUtc", "PUT /datetime/max/utc", c.put_utc_max_date_time(text("9999-12-31T23:59:59.999Z")));
    t.sends("putDateTimeMaxUtc7MS", "PUT /datetime/max/utc7ms", c.put_utc_max_date_time7_digits(text("9999-12-31T23:59:59.9999999Z")));
    t.sends("putDateTimeMaxLocalPositiveOffset", "PUT /datetime/max/localpositiveoffset", c.put_local_positive_offset_max_date_time(text("9999-12-31T23:59:59.999+14:00")));
    t.sends("putDateTimeMaxLocalNegativeOffset", "PUT /datetime/max/localnegativeoffset", c.put_local_negative_offset_max_date_time(text("9999-12-31T23:59:59.999-14:00")));
    t.sends("putDateTimeMinUtc", "PUT /datetime/min/utc", c.put_utc_min_date_time(text("0001-01-01T00:00:00Z")));
    t.sends("putDateTimeMinLocalPositiveOffset", "PUT /datetime/min/localpositiveoffset", c.put_local_positive_offset_min_date_time(text("0001-01-01T00:00:00+14:00")));
    t.sends("putDateTimeMinLocalNegativeOffset", "PUT /datetime/min/localnegativeoffset", c.put_local_negative_offset_min_date_time(text("0001-01-01T00:00:00-14:00")));
}

fn rfc1123(t: &mut Table) {
    let c = body_datetime_rfc1123::Client::new(t.credential(), t.options()).unwrap().datetimerfc1123_client();
    t.gives("getDateTimeRfc1123Null", c.get_null(), json!(null));
    for (scenario, call) in [("getDateTimeRfc1123Invalid", c.get_invalid()), ("getDateTimeRfc1123Overflow", c.get_overflow()), ("getDateTimeRfc1123Underflow", c.get_underflow())] {
        t.reads(scenario, call, |found: DateTimeRfc1123| same(&found.get().is_err(), &true));
    }
    let max = |found: DateTimeRfc1123| same(&found.get().ok().map(|time| time.unix_timestamp()), &Some(MAX));
    t.reads("getDateTimeRfc1123MaxUtcLowercase", c.get_utc_lowercase_max_date_time(), max);
    t.reads("getDateTimeRfc1123MaxUtcUppercase", c.get_utc_uppercase_max_date_time(), max);
    t.gives("getDateTimeRfc1123MinUtc", c.get_utc_min_date_time(), json!("Mon, 01 Jan 0001 00:00:00 GMT"));
    t.sends("putDateTimeRfc1123Max", "PUT /datetimerfc1123/max", c.put_utc_max_date_time(DateTimeRfc1123::from_text("Fri, 31 Dec 9999 23:59:59 GMT")));
    t.sends("putDateTimeRfc1123Min", "PUT /datetimerfc1123/min", c.put_utc_min_date_time(DateTimeRfc1123::from_text("Mon, 01 Jan 0001 00:00:00 GMT")));
}

fn durations(t: &mut Table) {
    let c = body_duration::Client::new(t.credential(), t.options()).unwrap().duration_client();
    t.gives("getDurationNull", c.get_null(), json!(null));
    t.reads("getDurationInvalid", c.get_invalid(), |found: Duration| same(&found.get().is_err(), &true));
    // Three years and six months do not have a fixed length.
    t.reads("getDurationPositive", c.get_positive_duration(), |found: Duration| same(&(found.as_str(), found.get().is_err()), &("P3Y6M4DT12H30M5S", true)));
    let span = arm_runtime::azure_core::time::Duration::milliseconds(((123 * 24 + 22) * 60 + 14) * 60_000 + 12_011);
    t.sends("putDurationPositive", "PUT /duration/positiveduration", c.put_positive_duration(Duration::from(span)));

    let c = body_time::Client::new(t.credential(), t.options()).unwrap().time_client();
    t.reads("BodyTimeGet", c.get(), |found: Time| same(&found.get().ok().map(|time| time.whole_seconds()), &Some((11 * 60 + 34) * 60 + 56)));
    t.gives("BodyTimePut", c.put(Time::from_text("08:07:56")), json!("Nice job posting time"));
}
