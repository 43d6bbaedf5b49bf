#include "reporters/sarif_files.h"

#include <algorithm>
#include <utility>

#include "reporters/digest.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

// Longer ones (a whole configuration on one line) are left out: no viewer shows them.
constexpr std::uint32_t longest_snippet = 4096;

constexpr std::string_view root = "%SRCROOT%";

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || (path.size() > 2 && path[1] == ':' && path[2] == '/');
}

std::string_view iana_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf16Le:
      return "UTF-16LE";
    case Encoding::Utf16Be:
      return "UTF-16BE";
    case Encoding::Utf8:
      break;
  }
  return "UTF-8";
}

bool is_xml(std::string_view path) {
  return path.ends_with(".xml") || path.ends_with(".config");
}

// The text that the hash of a line depends on, or a little more.
Location hashed_range(const SourceSet& sources, const Location& at) {
  constexpr std::size_t hashed_units = 100;
  const std::string_view text = sources.text(at.file);
  const std::string_view line = sources.line(at.file, sources.start_of(at).line);
  const auto begin = static_cast<std::size_t>(line.data() - text.data());
  std::size_t end = begin;
  for (std::size_t units = 0; end < text.size() && units < hashed_units; ++end) {
    const bool continues = (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;
    const bool skipped = std::string_view(" \t\r").find(text[end]) != std::string_view::npos;
    units += continues || skipped ? 0 : 1;
  }
  return {at.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

SarifFiles::SarifFiles(const Report& report) {
  for (const FarmReport& farm : report.farms) {
    const SourceSet& sources = sources_of(farm);
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      const Source& source = sources.source(FileId{i});
      if (index_.try_emplace(source.path, files_.size()).second) files_.push_back(&source);
    }
  }
}

Json SarifFiles::artifacts() const {
  Json list = Json::array();
  for (const Source* source : files_) {
    Json artifact = {{"location", artifact_location(source->path)},
                     {"length", source->bytes.size()},
                     {"roles", {"analysisTarget"}}};
    artifact["mimeType"] = is_xml(source->path) ? "text/xml" : "text/plain";
    artifact["encoding"] = iana_name(source->encoding);
    if (is_xml(source->path)) artifact["sourceLanguage"] = "xml";
    artifact["hashes"]["sha-256"] = sha256(source->bytes);
    list.push_back(std::move(artifact));
  }
  return list;
}

Json SarifFiles::artifact_location(std::string_view path) const {
  Json location = Json::object();
  if (is_absolute(path)) {
    location["uri"] = (path.starts_with('/') ? "file://" : "file:///") + uri(path);
  } else {
    location["uri"] = uri(path);
    location["uriBaseId"] = root;
  }
  if (const auto found = index_.find(path); found != index_.end())
    location["index"] = found->second;
  return location;
}

std::string SarifFiles::line_hash(const Source& source, std::uint32_t line) {
  if (!LineHashes::apply_to(source)) return {};
  return hashes_.try_emplace(&source, source).first->second.of_line(line);
}

Json SarifPlaces::range(const Location& at) const {
  const Position start = sources.start_of(at, Columns::Utf16Units);
  const Position end = sources.end_of(at, Columns::Utf16Units);
  return {{"startLine", start.line},
          {"startColumn", start.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json SarifPlaces::region(const Location& at) const {
  Json region = range(at);
  if (at.end - at.begin <= longest_snippet && !secrets.touches(at))
    region["snippet"]["text"] = sources.text(at);
  return region;
}

Json SarifPlaces::physical(const Location& at) const {
  return {{"artifactLocation", files.artifact_location(sources.path(at.file))},
          {"region", region(at)}};
}

Location SarifPlaces::lines(FileId file, std::uint32_t first, std::uint32_t last) const {
  const char* const start = sources.text(file).data();
  const std::string_view end = sources.line(file, last);
  return {file, static_cast<std::uint32_t>(sources.line(file, first).data() - start),
          static_cast<std::uint32_t>(end.data() + end.size() - start)};
}

Location SarifPlaces::context(const Location& at) const {
  constexpr std::uint32_t around = 2;
  const std::uint32_t start = sources.start_of(at).line;
  const std::uint32_t end = sources.end_of(at).line;
  const std::uint32_t top = start > around ? start - around : 1;
  const std::uint32_t bottom = std::min(end + around, sources.line_count(at.file));
  const auto open = [&](std::uint32_t line) {
    return !secrets.touches(lines(at.file, line, line));
  };
  std::uint32_t first = start;
  while (first > top && open(first - 1)) --first;
  std::uint32_t last = end;
  while (last < bottom && open(last + 1)) ++last;
  // Behind the last line end there is no line to show.
  if (last > end && last == sources.line_count(at.file) && sources.line(at.file, last).empty())
    --last;
  return lines(at.file, first, last);
}

Json SarifPlaces::physical_in_context(const Location& at) const {
  Json place = physical(at);
  const Location around = context(at);
  if (around.end - around.begin > longest_snippet || secrets.touches(around)) return place;
  Json context = region(around);
  // Readers demand more than the region: without columns it is the lines with their ends.
  if (around.begin >= at.begin && around.end <= at.end) {
    context.erase("startColumn");
    context.erase("endColumn");
  }
  place["contextRegion"] = std::move(context);
  return place;
}

std::string SarifPlaces::line_hash(const Location& at) const {
  // The hash of a short secret could be turned back into it.
  if (secrets.touches(hashed_range(sources, at))) return {};
  return files.line_hash(sources.source(at.file), sources.start_of(at).line);
}

}  // namespace farmlint::reporters
