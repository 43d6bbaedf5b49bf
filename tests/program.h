// The program as people run it: its exit status, and what goes to which stream.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support.h"

namespace farmlint::testing {

struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};

// Each test has a folder of its own.
class Program : public ::testing::Test {
 protected:
  Program() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("farmlint-" + std::string(info->test_suite_name()) + info->name() +
               std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~Program() override { std::filesystem::remove_all(folder_); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // `before` is a command or variables in front of the program.
  Ran run(const std::string& arguments, const std::string& before = "") const {
    const std::filesystem::path out = folder_ / "stdout";
    const std::filesystem::path err = folder_ / "stderr";
    const std::string command = before + " " + FARMLINT_PROGRAM + " " + arguments + " >" +
                                out.string() + " 2>" + err.string();
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
  }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

}  // namespace farmlint::testing
