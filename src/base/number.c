/*
 * Numbers to text and back, the same in every locale.
 *
 * Most numbers take a short way over integers that a double holds exactly; the C library, in the
 * C locale, has the rest.
 */
#include "base/text.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DECIMALS_MAX = 12,
    POWER_MAX = 22,
    INTEGER_TEXT_SIZE = 24,
    NUMBER_TEXT_SIZE = 40,
    DIGITS_MAX = 800, /* 767 decide about a double in the worst case */
    EXPONENT_MAX = 100000,
};

/* All of them exact: 5^22 has 52 bits. */
static const double powers_of_ten[POWER_MAX + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static const double fixed_max = 9223372036854775808.0; /* 2^63 */

/* Digits that end before end, at least digits_min of them; returns the first. */
static char *write_digits(char *end, uint64_t value, int digits_min)
{
    /* Divisions are what takes the time: two digits by each. */
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    char *at = end;
    while (value >= 10) {
        at -= 2;
        memcpy(at, pairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value > 0) *--at = (char)('0' + value);
    while (end - at < digits_min) {
        *--at = '0';
    }
    return at;
}

void lg_text_add_int(struct lg_text *text, int64_t value)
{
    char digits[INTEGER_TEXT_SIZE];
    char *end = digits + sizeof(digits);
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *at = write_digits(end, magnitude, 1);
    if (value < 0) *--at = '-';
    lg_text_add(text, at, (size_t)(end - at));
}

/* The integer next to value * 10^decimals for 0 <= value < 1, halves up, from the exact product. */
static uint64_t round_scaled(double value, int decimals)
{
    double scale = powers_of_ten[decimals];
    double product = value * scale;
    double product_error = fma(value, scale, -product);
    uint64_t whole = (uint64_t)product;
    double above_half = (product - (double)whole - 0.5) + product_error;
    return above_half >= 0 ? whole + 1 : whole;
}

/* A number of magnitude below 2^63 with its decimals, ending before end; returns its start. */
static char *write_fixed(char *end, double value, int decimals)
{
    char *at = end;
    double magnitude = fabs(value);
    uint64_t whole = (uint64_t)magnitude;
    uint64_t fraction = round_scaled(magnitude - (double)whole, decimals);
    if (fraction >= (uint64_t)powers_of_ten[decimals]) {
        fraction -= (uint64_t)powers_of_ten[decimals];
        whole++;
    }
    if (decimals > 0) {
        at = write_digits(end, fraction, decimals);
        *--at = '.';
    }
    at = write_digits(at, whole, 1);
    if (value < 0 && (whole > 0 || fraction > 0)) *--at = '-';
    return at;
}

void lg_text_add_fixed(struct lg_text *text, double value, int decimals)
{
    assert(text != NULL);
    assert(decimals >= 0 && decimals <= DECIMALS_MAX);

    if (!isfinite(value)) return;
    char digits[512]; /* the largest double has 309 digits before its point */
    if (fabs(value) < fixed_max) {
        char *end = digits + NUMBER_TEXT_SIZE;
        char *at = write_fixed(end, value, decimals);
        lg_text_add(text, at, (size_t)(end - at));
        return;
    }
    /* Doubles of this size are integers, which print the same in every locale. */
    int length = snprintf(digits, sizeof(digits), "%.0f", value);
    assert(length > 0 && (size_t)length < sizeof(digits));
    lg_text_add(text, digits, (size_t)length);
    if (decimals > 0) lg_text_add(text, ".000000000000", 1 + (size_t)decimals);
}

double lg_round_fixed(double value, int decimals)
{
    assert(decimals >= 0 && decimals <= DECIMALS_MAX);

    static const double exact_max = 9007199254740992.0; /* 2^53 */
    double magnitude = fabs(value);
    if (!(magnitude < fixed_max)) return value;
    double whole = floor(magnitude);
    double fraction = (double)round_scaled(magnitude - whole, decimals);
    double scale = powers_of_ten[decimals];
    /* An integer over a power of ten, both exact: the quotient is rounded once, as reading is. */
    double scaled = whole * scale + fraction;
    if (scaled < exact_max) {
        double rounded = scaled / scale;
        return value < 0 && rounded > 0 ? -rounded : rounded;
    }
    char digits[2 * NUMBER_TEXT_SIZE];
    char *end = digits + sizeof(digits);
    char *at = write_fixed(end, value, decimals);
    double read = value;
    (void)lg_number_read(at, (size_t)(end - at), &read);
    return read;
}

void lg_text_add_point(struct lg_text *text, const double xy[2], int decimals)
{
    assert(fabs(xy[0]) < fixed_max && fabs(xy[1]) < fixed_max);
    assert(decimals >= 0 && decimals <= DECIMALS_MAX);

    char digits[2 * NUMBER_TEXT_SIZE];
    char *end = digits + sizeof(digits);
    char *at = end;
    *--at = ']';
    at = write_fixed(at, xy[1], decimals);
    *--at = ',';
    at = write_fixed(at, xy[0], decimals);
    *--at = '[';
    lg_text_add(text, at, (size_t)(end - at));
}

/* A decimal number taken apart: digits * 10^exponent. */
struct decimal {
    bool negative;
    char digits[DIGITS_MAX + 1]; /* [digit_count], without leading zeros */
    size_t digit_count;
    long exponent;
    bool has_more; /* digits that are not zero were cut off behind */
};

static void keep_digit(struct decimal *number, char digit)
{
    if (digit == '0' && number->digit_count == 0) return;
    if (number->digit_count < DIGITS_MAX) {
        number->digits[number->digit_count++] = digit;
    } else {
        number->exponent++;
        if (digit != '0') number->has_more = true;
    }
}

static const char *take_digits(const char *at, const char *end, bool fraction,
                               struct decimal *number)
{
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (fraction) number->exponent--;
        keep_digit(number, *at);
    }
    return at;
}

static bool take_exponent(const char *at, const char *end, struct decimal *number)
{
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end) return false;

    long exponent = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (exponent < EXPONENT_MAX) exponent = exponent * 10 + (*at - '0');
    }
    number->exponent += negative ? -exponent : exponent;
    return at == end;
}

static bool take_decimal(const char *at, const char *end, struct decimal *number)
{
    number->negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;

    const char *start = at;
    at = take_digits(at, end, false, number);
    bool has_digits = at > start;
    if (at < end && *at == '.') {
        start = ++at;
        at = take_digits(at, end, true, number);
        has_digits = has_digits || at > start;
    }
    if (!has_digits) return false;
    if (at == end) return true;
    return (*at == 'e' || *at == 'E') && take_exponent(at + 1, end, number);
}

/* Whether at most 15 digits and a power of ten make the value in one exact operation. */
static bool compose_exactly(const struct decimal *number, double *value)
{
    if (number->digit_count > 15 || number->exponent < -POWER_MAX || number->exponent > POWER_MAX) {
        return false;
    }
    int64_t digits = 0;
    for (size_t i = 0; i < number->digit_count; i++) {
        digits = digits * 10 + (number->digits[i] - '0');
    }
    *value = number->exponent < 0 ? (double)digits / powers_of_ten[-number->exponent]
                                  : (double)digits * powers_of_ten[number->exponent];
    return true;
}

static bool compose_by_c_library(const struct decimal *number, double *value)
{
    char digits[DIGITS_MAX + INTEGER_TEXT_SIZE];
    /* One more digit stands for all that were cut off: enough to round to the right side. */
    int length =
        snprintf(digits, sizeof(digits), "%.*s%se%ld", (int)number->digit_count, number->digits,
                 number->has_more ? "1" : "", number->exponent - (number->has_more ? 1 : 0));
    assert(length > 0 && (size_t)length < sizeof(digits));
    /* There is no decimal point in it, so the locale does not matter. */
    *value = strtod(digits, NULL);
    return isfinite(*value);
}

bool lg_number_read(const char *text, size_t length, double *value)
{
    assert(text != NULL || length == 0);
    assert(value != NULL);

    if (length == 0) return false;
    const char *at = lg_text_trim(text, &length);
    struct decimal number;
    number.digit_count = 0;
    number.exponent = 0;
    number.has_more = false;
    if (!take_decimal(at, at + length, &number)) return false;

    double magnitude = 0;
    if (number.digit_count > 0 && !compose_exactly(&number, &magnitude) &&
        !compose_by_c_library(&number, &magnitude)) {
        return false;
    }
    *value = number.negative ? -magnitude : magnitude;
    return true;
}
