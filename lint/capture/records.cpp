#include "lint/capture/records.h"

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"

namespace farmlint {
namespace captures {
namespace {

// What the file plainly is instead; none if it may be a capture of records.
std::optional<std::string_view> something_else(std::string_view text) {
  if (text.starts_with('<')) return "XML";
  if (text.find("FullyQualifiedErrorId") != std::string_view::npos) return "an error of PowerShell";
  return {};
}

bool is_json(std::string_view text) {
  if (text.starts_with('{')) return true;
  if (!text.starts_with('[')) return false;
  const std::string_view inside = trim_blanks(text.substr(1));
  return inside.starts_with('{') || inside.starts_with(']');
}

// HTTP.sys has a key once. A capture that has it twice, as two commands print, tells one state only
// if both agree.
void drop_repeats(CaptureOf<SslRecord>& capture) {
  std::vector<SslRecord> kept;
  std::map<RecordKey, std::size_t> places;
  for (SslRecord& record : capture.items) {
    const auto [place, is_new] = places.try_emplace(record.key, kept.size());
    if (is_new) {
      kept.push_back(std::move(record));
      continue;
    }
    const SslRecord& first = kept[place->second];
    if (first.thumbprint == record.thumbprint && first.store == record.store) continue;
    capture.problems.push_back(
        {record.at, fmt::format("{} is here twice, with two certificates", record.key.text())});
  }
  capture.items = std::move(kept);
}

CaptureOf<SslRecord> read_form(const SourceSet& sources, FileId file) {
  const std::string_view text = trim_blanks(sources.text(file));
  if (text.empty()) return {.items = {}, .problems = {empty_capture(file)}};
  if (const auto other = something_else(text))
    return {.items = {}, .problems = {{{file, 0, 0}, fmt::format("this is {}", *other)}}};
  if (is_registry_export(sources, file)) return read_records_registry(sources, file);
  if (is_json(text)) return read_records_json(sources, file);
  return read_records_text(sources, file);
}

}  // namespace
}  // namespace captures

CaptureOf<SslRecord> read_records(const SourceSet& sources, FileId file) {
  CaptureOf<SslRecord> capture = captures::read_form(sources, file);
  captures::drop_repeats(capture);
  if (auto broken = captures::broken_text(sources, file))
    capture.problems.push_back(std::move(*broken));
  return capture;
}

}  // namespace farmlint
