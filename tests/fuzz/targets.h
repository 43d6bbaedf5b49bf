// What can be fed with bytes. Each aborts where the code under test breaks a promise.
#pragma once

#include <string>

namespace farmlint::fuzz {

void feed_binding(const std::string& input);
void feed_certificates(const std::string& input);
void feed_check(const std::string& input);
void feed_configuration(const std::string& input);
void feed_json(const std::string& input);
void feed_listen_list(const std::string& input);
void feed_manifest(const std::string& input);
void feed_records(const std::string& input);
void feed_scan(const std::string& input);
void feed_store_files(const std::string& input);
void feed_store_settings(const std::string& input);

}  // namespace farmlint::fuzz
