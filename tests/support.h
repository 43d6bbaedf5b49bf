// What several tests need: files, and one farm checked the way the program does it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lint/report.h"
#include "reporters/reporter.h"

namespace farmlint::testing {

std::string read(const std::filesystem::path& path);

// FARMLINT_UPDATE=1 writes what is printed now instead of comparing with it.
bool updating();

// Compares `actual` with the file, or rewrites it.
void expect_file(const std::filesystem::path& path, const std::string& actual);

// Checks one farm on 2026-12-01 with the rules named, or with all of them.
Report check(const std::filesystem::path& manifest, const std::filesystem::path& configuration,
             const std::vector<std::string>& rules);

std::string render(const Report& report, const std::string& format,
                   reporters::RenderOptions options = {});

// The manifest of a fixture: "<its name>.farm.xml" beside it, else "farm.xml"; empty for none.
std::filesystem::path manifest_of(const std::filesystem::path& config);

// Files below `folder` whose name ends like that, sorted.
std::vector<std::filesystem::path> files(const std::filesystem::path& folder,
                                         const std::string& ending);

// A name for a parameterised test: letters, digits and '_'.
std::string test_name(std::string text);

}  // namespace farmlint::testing
