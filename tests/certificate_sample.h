// Captures with certificates, read, and what was read in words.
#pragma once

#include <string>
#include <utility>

#include <fmt/format.h>

#include "lint/capture/capture.h"
#include "tests/support.h"

namespace farmlint::testing {

struct ReadCertificates {
  SourceSet sources;
  FileId file;
  CaptureOf<Certificate> capture;

  explicit ReadCertificates(std::string bytes)
      : file(sources.add_capture("capture", std::move(bytes))),
        capture(read_certificates(sources, file)) {}

  // "'<the characters>': <the message>" of each problem; the message may begin with them itself.
  std::string problems() const {
    std::string text;
    for (const CaptureProblem& problem : capture.problems) {
      const std::string place = fmt::format("'{}'", sources.text(problem.at));
      const bool quoted = problem.message.starts_with(place + " ");
      text += quoted ? problem.message + "\n" : fmt::format("{}: {}\n", place, problem.message);
    }
    return text;
  }
};

inline ReadCertificates read_capture(const std::string& name) {
  return ReadCertificates(read("testdata/captures/certificates/" + name));
}

inline std::string time_text(const std::optional<TimePoint>& time) {
  if (!time) return "-";
  const auto day = std::chrono::floor<std::chrono::days>(*time);
  const std::chrono::hh_mm_ss clock(*time - day);
  return fmt::format("{} {:02}:{:02}:{:02}", to_string(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

// Everything of a certificate that the reader found out, "-" where it did not.
inline std::string in_words(const Certificate& c) {
  std::vector<std::string> addresses;
  for (const IpAddress& ip : c.addresses) addresses.push_back(to_string(ip));
  std::string text = fmt::format("{} in {}\n{}\nby {}\nserial {}, {} to {}\n", c.thumbprint,
                                 c.store.empty() ? "-" : c.store, c.subject, c.issuer,
                                 c.serial.empty() ? "-" : c.serial, time_text(c.not_before),
                                 time_text(c.not_after));
  text += fmt::format("names {} {}{}\n", c.names_known ? "are" : "-", fmt::join(c.names, ", "),
                      c.names_from_subject ? " (subject)" : "");
  text +=
      fmt::format("addresses {} {}\n", c.addresses_known ? "are" : "-", fmt::join(addresses, ", "));
  text += fmt::format("key {}, usages {}, signed {}, RSA {}\n",
                      c.private_key ? (*c.private_key ? "yes" : "no") : "-",
                      c.usages ? fmt::format("{}", fmt::join(*c.usages, " ")) : "-",
                      c.signature_algorithm.empty() ? "-" : c.signature_algorithm,
                      c.rsa_bits ? std::to_string(*c.rsa_bits) : "-");
  return text;
}

}  // namespace farmlint::testing
