#include "lint/date.h"

#include <gtest/gtest.h>

namespace farmlint {
namespace {

TEST(Date, TakesDaysOfTheCalendarOnly) {
  for (const char* good : {"2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    const auto day = parse_date(good);
    ASSERT_TRUE(day) << good;
    EXPECT_EQ(to_string(*day), good);
  }
  for (const char* bad :
       {"", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-1-01", "26-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-011",
        "2026-+1-01", "0000-01-01", "20260101", "2026-01-01T00:00:00Z"})
    EXPECT_FALSE(parse_date(bad)) << bad;
}

TEST(Date, TimesAreUtc) {
  const auto day = parse_date("2026-11-23").value();
  EXPECT_EQ(parse_time("2026-11-23"), TimePoint(day));
  EXPECT_EQ(parse_time("2026-11-23T10:20:30Z"),
            day + std::chrono::hours(10) + std::chrono::minutes(20) + std::chrono::seconds(30));
  EXPECT_EQ(to_string(*parse_time("2026-11-23T10:20:03Z")), "2026-11-23T10:20:03Z");
  for (const char* bad : {"", "2026-11-23T", "2026-11-23Z", "2026-11-23T10:20:30", "2026-11-23TZ",
                          "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:20:60Z",
                          "2026-11-23 10:20:30Z", "2026-11-23T10:20:30+01:00",
                          "2026-11-23T1:20:30Z", "2026-02-30T10:20:30Z"})
    EXPECT_FALSE(parse_time(bad)) << bad;
}

}  // namespace
}  // namespace farmlint
