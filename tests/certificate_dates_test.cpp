#include <gtest/gtest.h>

#include "rules/certificates/dates.h"

namespace farmlint::rules {
namespace {

std::string from(const char* now, const char* time) {
  return when(parse_time(time).value(), parse_time(now).value());
}

TEST(CertificateDates, count_days_of_the_calendar) {
  EXPECT_EQ(from("2026-12-01", "2026-12-10"), "in 9 days, on 2026-12-10");
  EXPECT_EQ(from("2026-12-01", "2026-12-02T23:59:59Z"), "tomorrow, on 2026-12-02");
  EXPECT_EQ(from("2026-12-01", "2026-12-01T23:59:59Z"), "today, on 2026-12-01");
  EXPECT_EQ(from("2026-12-01", "2026-11-30T23:59:59Z"), "yesterday, on 2026-11-30");
  EXPECT_EQ(from("2026-12-01", "2026-11-19"), "12 days ago, on 2026-11-19");
}

TEST(CertificateDates, do_not_depend_on_the_time_of_the_day) {
  EXPECT_EQ(from("2026-12-01T20:00:00Z", "2026-12-01T08:00:00Z"), "today, on 2026-12-01");
  EXPECT_EQ(from("2026-12-01T20:00:00Z", "2026-12-02T08:00:00Z"), "tomorrow, on 2026-12-02");
  EXPECT_EQ(from("2026-12-01T08:00:00Z", "2026-11-30T20:00:00Z"), "yesterday, on 2026-11-30");
}

TEST(CertificateDates, reach_back_before_1970) {
  EXPECT_EQ(from("1970-01-02", "1969-12-30T12:00:00Z"), "3 days ago, on 1969-12-30");
}

}  // namespace
}  // namespace farmlint::rules
