#include "reporters/matrix.h"

#include <fmt/format.h>

#include "reporters/glyphs.h"
#include "reporters/matrix_json.h"
#include "reporters/matrix_table.h"

namespace farmlint::reporters {

std::string render_matrix(std::span<const Farm* const> farms, std::string_view format, bool color) {
  if (format == "json") return matrix_as_json(farms);
  const bool markdown = format == "markdown";
  std::string out;
  for (const Farm* farm : farms) {
    if (!out.empty()) out += '\n';
    if (farms.size() > 1)
      out += fmt::format("{}Farm {}\n\n", markdown ? "## " : "", printable(farm->name));
    out += markdown ? matrix_as_markdown(*farm) : matrix_as_text(*farm, Palette(color));
  }
  return out;
}

}  // namespace farmlint::reporters
