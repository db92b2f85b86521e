//! `body-boolean.json`, `body-integer.json`, `body-number.json`: bodies that are a number or a boolean.

use arm_runtime::Decimal;
use serde_json::json;

use crate::table::{Fails, Table};

pub fn add(t: &mut Table) {
    booleans(t);
    integers(t);
    numbers(t);
}

fn booleans(t: &mut Table) {
    let c = body_boolean::Client::new(t.credential(), t.options()).unwrap().bool_client();
    t.gives("getBoolTrue", c.get_true(), json!(true));
    t.gives("getBoolFalse", c.get_false(), json!(false));
    t.gives("getBoolNull", c.get_null(), json!(null));
    t.fails("getBoolInvalid", c.get_invalid(), Fails::Unreadable);
    t.sends("putBoolTrue", "PUT /bool/true", c.put_true(true));
    t.sends("putBoolFalse", "PUT /bool/false", c.put_false(false));
    let c = body_boolean_quirks::Client::new(t.credential(), t.options()).unwrap().bool_client();
    t.gives("getBoolTrue", c.get_true(), json!(true));
    t.sends("putBoolTrue", "PUT /bool/true", c.put_true(true));
}

fn integers(t: &mut Table) {
    let c = body_integer::Client::new(t.credential(), t.options()).unwrap().int_client();
    t.gives("getIntegerNull", c.get_null(), json!(null));
    t.fails("getIntegerInvalid", c.get_invalid(), Fails::Unreadable);
    t.fails("getIntegerOverflow", c.get_overflow_int32(), Fails::Unreadable);
    t.fails("getIntegerUnderflow", c.get_underflow_int32(), Fails::Unreadable);
    t.fails("getLongOverflow", c.get_overflow_int64(), Fails::Unreadable);
    t.fails("getLongUnderflow", c.get_underflow_int64(), Fails::Unreadable);
    t.gives("getUnixTime", c.get_unix_time(), json!(1_460_505_600));
    t.fails("getInvalidUnixTime", c.get_invalid_unix_time(), Fails::Unreadable);
    t.gives("getNullUnixTime", c.get_null_unix_time(), json!(null));
    t.sends("putIntegerMax", "PUT /int/max/32", c.put_max32(i32::MAX));
    t.sends("putIntegerMin", "PUT /int/min/32", c.put_min32(i32::MIN));
    t.sends("putLongMax", "PUT /int/max/64", c.put_max64(i64::MAX));
    t.sends("putLongMin", "PUT /int/min/64", c.put_min64(i64::MIN));
    t.sends("putUnixTime", "PUT /int/unixtime", c.put_unix_time_date(arm_runtime::UnixTime(1_460_505_600)));
}

fn numbers(t: &mut Table) {
    let c = body_number::Client::new(t.credential(), t.options()).unwrap().number_client();
    t.gives("getNumberNull", c.get_null(), json!(null));
    t.fails("getFloatInvalid", c.get_invalid_float(), Fails::Unreadable);
    t.fails("getDoubleInvalid", c.get_invalid_double(), Fails::Unreadable);
    t.fails("getDecimalInvalid", c.get_invalid_decimal(), Fails::Unreadable);
    t.gives("getFloatBigScientificNotation", c.get_big_float(), json!(3.402823e20));
    t.gives("getFloatSmallScientificNotation", c.get_small_float(), json!(3.402823e-20));
    t.gives("getDoubleBigScientificNotation", c.get_big_double(), json!(2.5976931e101));
    t.gives("getDoubleSmallScientificNotation", c.get_small_double(), json!(2.5976931e-101));
    t.gives("getDoubleBigPositiveDecimal", c.get_big_double_positive_decimal(), json!(99_999_999.99));
    t.gives("getDoubleBigNegativeDecimal", c.get_big_double_negative_decimal(), json!(-99_999_999.99));
    t.gives("getDecimalBig", c.get_big_decimal(), json!(2.5976931e101));
    t.gives("getDecimalSmall", c.get_small_decimal(), json!(2.5976931e-101));
    t.gives("getDecimalBigPositiveDecimal", c.get_big_decimal_positive_decimal(), json!(99_999_999.99));
    t.gives("getDecimalBigNegativeDecimal", c.get_big_decimal_negative_decimal(), json!(-99_999_999.99));
    t.sends("putFloatBigScientificNotation", "PUT /number/big/float/3.402823e+20", c.put_big_float(3.402823e20));
    t.sends("putFloatSmallScientificNotation", "PUT /number/small/float/3.402823e-20", c.put_small_float(3.402823e-20));
    t.sends("putDoubleBigScientificNotation", "PUT /number/big/double/2.5976931e+101", c.put_big_double(2.5976931e101));
    t.sends("putDoubleSmallScientificNotation", "PUT /number/small/double/2.5976931e-101", c.put_small_double(2.5976931e-101));
    t.sends("putDoubleBigPositiveDecimal", "PUT /number/big/double/99999999.99", c.put_big_double_positive_decimal(99_999_999.99));
    t.sends("putDoubleBigNegativeDecimal", "PUT /number/big/double/-99999999.99", c.put_big_double_negative_decimal(-99_999_999.99));
    t.sends("putDecimalBig", "PUT /number/big/decimal/2.5976931e+101", c.put_big_decimal(Decimal::from(2.5976931e101)));
    t.sends("putDecimalSmall", "PUT /number/small/decimal/2.5976931e-101", c.put_small_decimal(Decimal::from(2.5976931e-101)));
    t.sends("putDecimalBigPositiveDecimal", "PUT /number/big/decimal/99999999.99", c.put_big_decimal_positive_decimal(Decimal::from(99_999_999.99)));
    t.sends("putDecimalBigNegativeDecimal", "PUT /number/big/decimal/-99999999.99", c.put_big_decimal_negative_decimal(Decimal::from(-99_999_999.99)));
}
