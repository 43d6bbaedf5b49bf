#include "lint/discover.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "lint/files.h"
#include "lint/text.h"
#include "lint/xml.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

bool is_manifest_name(const fs::path& path) {
  const std::string name = path.filename().string();
  return iequals(name, "farm.xml") || iends_with(name, ".farm.xml");
}

bool is_configuration_name(const fs::path& path) {
  return lower(path.filename().string()) == "applicationhost.config";
}

fs::path real_path(const fs::path& path) {
  std::error_code ignored;
  fs::path resolved = fs::weakly_canonical(path, ignored);
  return ignored ? path : resolved;
}

// The files that a manifest names, resolved; globs stay as they are.
std::vector<fs::path> files_of(const fs::path& manifest) {
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add({}, read_file(manifest)));
  std::vector<fs::path> files;
  if (!document.readable()) return files;
  for (const XmlElement& element : document.tree.elements())
    for (const XmlAttribute attribute : element.attributes())
      if (element.name() == "configuration" || attribute.name() == "file")
        files.push_back(real_path(manifest.parent_path() / fs::path(attribute.value())));
  return files;
}

// Whether `used`, a file, a glob or a folder, means `wanted`.
bool covers(const fs::path& used, const fs::path& wanted) {
  if (used == wanted) return true;
  const bool same_folder = used.parent_path() == wanted.parent_path();
  if (same_folder && glob_match(used.filename().string(), wanted.filename().string())) return true;
  return fs::is_directory(used) && wanted.parent_path() == used;
}

bool uses(const fs::path& manifest, const fs::path& file) {
  const fs::path wanted = real_path(file);
  return std::ranges::any_of(files_of(manifest),
                             [&](const fs::path& used) { return covers(used, wanted); });
}

bool is_manifest(const fs::path& file) {
  if (is_manifest_name(file)) return true;
  if (lower(file.extension().string()) != ".xml") return false;
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add({}, read_file(file)));
  return document.readable() && document.root().name() == "farm";
}

class Discovery {
 public:
  void file(const fs::path& path) {
    if (is_manifest(path)) return add({path, {}});
    if (const auto manifest = manifest_of(path)) return add({*manifest, {}});
    const bool may_be_configuration = lower(path.extension().string()) == ".config";
    if (may_be_configuration) add({{}, path});
  }

  // Manifests first, so that a configuration below one is not taken for a lone one.
  void folder(const fs::path& path) {
    std::vector<fs::path> manifests;
    std::vector<fs::path> configurations;
    walk(path, manifests, configurations);
    std::set<fs::path> farms;
    for (const fs::path& manifest : manifests) {
      farms.insert(manifest.parent_path());
      add({manifest, {}});
    }
    for (const fs::path& configuration : configurations)
      if (!stands_below(configuration, farms) && !manifest_of(configuration))
        add({{}, configuration});
  }

  void add(FarmFiles files) {
    if (seen_.emplace(real_path(files.manifest), real_path(files.configuration)).second)
      found_.push_back(std::move(files));
  }

  std::vector<FarmFiles> take() { return std::move(found_); }

 private:
  // What a search upwards wants to know of a folder. Hundreds of farms have the same parents.
  struct Folder {
    std::vector<fs::path> manifests;
    bool ends_search = false;  // the root of a repository, or of everything
  };

  const Folder& known(const fs::path& folder) {
    const auto [found, is_new] = folders_.try_emplace(folder);
    if (is_new) {
      found->second.manifests = folder_entries(folder, is_manifest_name);
      found->second.ends_search = fs::exists(folder / ".git") || folder == folder.parent_path();
    }
    return found->second;
  }

  // The manifest that uses `file`: in its folder or in a parent, up to the repository's root.
  std::optional<fs::path> manifest_of(const fs::path& file) {
    for (fs::path folder = real_path(file).parent_path();; folder = folder.parent_path()) {
      for (const fs::path& manifest : known(folder).manifests)
        if (uses(manifest, file)) return manifest;
      if (known(folder).ends_search) return {};
    }
  }

  static bool stands_below(const fs::path& file, const std::set<fs::path>& folders) {
    for (fs::path folder = file.parent_path();; folder = folder.parent_path()) {
      if (folders.contains(folder)) return true;
      if (folder == folder.parent_path()) return false;
    }
  }

  static void walk(const fs::path& folder, std::vector<fs::path>& manifests,
                   std::vector<fs::path>& configurations) {
    for (const fs::path& entry : folder_entries(folder)) {
      const std::string name = entry.filename().string();
      if (fs::is_directory(entry) && !fs::is_symlink(entry)) {
        if (!name.starts_with('.') && name != "node_modules")
          walk(entry, manifests, configurations);
      } else if (is_manifest_name(entry)) {
        manifests.push_back(entry);
      } else if (is_configuration_name(entry)) {
        configurations.push_back(entry);
      }
    }
  }

  std::vector<FarmFiles> found_;
  std::set<std::pair<fs::path, fs::path>> seen_;
  std::map<fs::path, Folder> folders_;
};

}  // namespace

std::vector<fs::path> folder_entries(const fs::path& folder, bool (*wanted)(const fs::path&)) {
  std::vector<fs::path> found;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable))
    if (wanted == nullptr || wanted(entry.path())) found.push_back(entry.path());
  std::ranges::sort(found, {}, &fs::path::native);  // all in one folder: only the names differ
  return found;
}

std::vector<FarmFiles> discover(const std::vector<fs::path>& paths) {
  Discovery discovery;
  for (const fs::path& path : paths) {
    if (path == "-") {
      discovery.add({{}, path});
      continue;
    }
    if (!fs::exists(path))
      throw Error(fmt::format("{}: no such file or folder", path.generic_string()));
    if (fs::is_directory(path))
      discovery.folder(path);
    else
      discovery.file(path);
  }
  return discovery.take();
}

}  // namespace farmlint
