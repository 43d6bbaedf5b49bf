#include "lint/config/web_configs.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "lint/limits.h"
#include "lint/text.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

constexpr CharacterSet separators("\\/");

using Parts = std::vector<std::string_view>;

void split(std::string_view windows_path, Parts& parts) {
  parts.clear();
  while (!windows_path.empty()) {
    const std::size_t end = std::min(separators.first_in(windows_path), windows_path.size());
    if (end != 0) parts.push_back(windows_path.substr(0, end));
    windows_path.remove_prefix(std::min(end + 1, windows_path.size()));
  }
}

bool on_a_server(std::string_view path, const Parts& parts) {
  return path.starts_with('\\') || path.starts_with('/') || parts.front().ends_with(':') ||
         parts.front().starts_with('%');
}

fs::path joined(const fs::path& base, const Parts& parts, std::size_t first) {
  fs::path path = base;
  for (std::size_t i = first; i < parts.size(); ++i) path /= parts[i];
  return path;
}

// A folder to look in, with the names of the folders in it: a farm may have ten thousand sites, and
// hardly any path of a server leads into the repository.
struct Root {
  explicit Root(const fs::path& folder) : path(folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.is_directory(ignored)) folders.insert(entry.path().filename().string());
  }

  std::optional<fs::path> find(const Parts& parts, std::size_t first) const {
    const std::string_view name = parts[first];
    if (name != "." && name != ".." && !folders.contains(name)) return {};
    fs::path found = joined(path, parts, first);
    return fs::is_directory(found) ? std::optional(std::move(found)) : std::nullopt;
  }

  fs::path path;
  std::set<std::string, std::less<>> folders;
};

class Finder {
 public:
  explicit Finder(const fs::path& configuration) {
    std::error_code ignored;
    const fs::path folder = fs::absolute(configuration, ignored).parent_path();
    std::vector<fs::path> around;
    for (fs::path at = folder;; at = at.parent_path()) {
      around.push_back(at);
      if (fs::exists(at / ".git") || at == at.parent_path()) break;
    }
    // No repository: only what lies beside.
    if (!fs::exists(around.back() / ".git")) around = {folder};
    for (const fs::path& at : around) roots_.emplace_back(at);
  }

  std::optional<fs::path> folder_of(std::string_view physical_path) {
    split(physical_path, parts_);
    if (parts_.empty()) return {};
    if (!on_a_server(physical_path, parts_)) return roots_.front().find(parts_, 0);
    for (std::size_t first = 1; first + 1 < parts_.size(); ++first)
      for (const Root& root : roots_)
        if (auto found = root.find(parts_, first)) return found;
    return {};
  }

  void add(const fs::path& folder, const std::string& location, std::vector<WebConfigFile>& out) {
    if (!seen_.insert(folder).second) return;
    std::error_code ignored;
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      entries.push_back(entry.path());
    std::ranges::sort(entries);
    for (const fs::path& entry : entries) {
      const std::string name = entry.filename().string();
      if (fs::is_directory(entry) && !fs::is_symlink(entry)) {
        if (!name.starts_with('.') && name != "node_modules")
          add(entry, fmt::format("{}/{}", location, name), out);
      } else if (iequals(name, "web.config") && out.size() <= limits::web_configs) {
        out.push_back({entry, location});
      }
    }
  }

 private:
  std::set<fs::path> seen_;  // several sites may share a folder
  std::vector<Root> roots_;  // the configuration's own folder first
  Parts parts_;              // of the path in question
};

std::string location_of(const Site& site, const Application& application,
                        const VirtualDirectory& directory) {
  std::string path(site.name().value);
  for (const std::string_view part : {application.path().value, directory.path().value})
    if (part != "/") path += part;
  return path;
}

}  // namespace

std::vector<WebConfigFile> find_web_configs(const ConfigModel& config,
                                            const fs::path& configuration) {
  std::vector<WebConfigFile> found;
  if (config.sites.empty()) return found;
  Finder finder(configuration);
  for (const Site& site : config.sites)
    for (const Application& application : site.applications)
      for (const VirtualDirectory& directory : application.virtual_directories)
        if (const auto folder = finder.folder_of(directory.physical_path().value))
          finder.add(*folder, location_of(site, application, directory), found);
  std::ranges::stable_sort(found, {}, &WebConfigFile::file);
  const auto same = [](const WebConfigFile& a, const WebConfigFile& b) { return a.file == b.file; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace farmlint
