#include "lint/preflight.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view white_space = " \t\r\n";

Location range(FileId file, std::size_t begin, std::size_t size) {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

// The value of a pseudo-attribute of the XML declaration, with its place in it.
struct PseudoAttribute {
  std::string value;
  std::size_t begin = 0;
  std::size_t size = 0;
};

std::optional<PseudoAttribute> pseudo_attribute(std::string_view declaration,
                                                std::string_view name) {
  const std::size_t found = declaration.find(name);
  if (found == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", found);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return PseudoAttribute{lower(declaration.substr(open + 1, close - open - 1)), open + 1,
                         close - open - 1};
}

bool matches(std::string_view declared, Encoding actual, std::string_view text) {
  if (actual != Encoding::Utf8) return declared.starts_with("utf-16") || declared == "unicode";
  if (declared == "utf-8" || declared == "utf8") return true;
  constexpr std::array ascii_based{"us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252"};
  return is_ascii(text) && std::ranges::find(ascii_based, declared) != ascii_based.end();
}

std::optional<XmlProblem> declaration_problem(const Source& source, FileId file) {
  const std::string_view text = source.text;
  const std::size_t end = text.find("?>");
  if (!text.starts_with("<?xml") || end == std::string_view::npos) return {};
  const std::string_view declaration = text.substr(0, end);
  const auto version = pseudo_attribute(declaration, "version");
  if (version && version->value == "1.1")
    return XmlProblem{range(file, version->begin, version->size),
                      "XML 1.1 is not for IIS; write version=\"1.0\""};
  const auto encoding = pseudo_attribute(declaration, "encoding");
  if (!encoding || matches(encoding->value, source.encoding, text)) return {};
  const std::string_view actual = source.encoding == Encoding::Utf8 ? "UTF-8" : "UTF-16";
  return XmlProblem{
      range(file, encoding->begin, encoding->size),
      fmt::format("the declaration says encoding \"{}\", but the file is written in {}",
                  declaration.substr(encoding->begin, encoding->size), actual)};
}

std::optional<XmlProblem> start_problem(std::string_view text, FileId file) {
  const std::size_t first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return XmlProblem{range(file, 0, 0), "the file is empty"};
  if (first == 0 || !text.substr(first).starts_with("<?xml ")) return {};
  const auto lines =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), '\n');
  const std::string what = lines == 0   ? "white space stands"
                           : lines == 1 ? "a blank line stands"
                                        : fmt::format("{} blank lines stand", lines);
  return XmlProblem{
      range(file, first, 5),
      fmt::format("{} before <?xml …?>, which must be the very first thing in the file", what)};
}

}  // namespace

std::optional<XmlProblem> preflight(const SourceSet& sources, FileId file) {
  const Source& source = sources.source(file);
  if (source.broken) return XmlProblem{source.broken->at, source.broken->value};
  if (auto problem = start_problem(source.text, file)) return problem;
  const std::size_t zero = source.text.find('\0');
  if (zero != std::string::npos)
    return XmlProblem{range(file, zero, 1), "a NUL character; the file is binary or damaged"};
  return declaration_problem(source, file);
}

}  // namespace farmlint
