#include "tests/bench/process.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace farmlint::bench {
namespace {

[[noreturn]] void give_up(const std::string& program) {
  std::cerr << "bench: " << program << " cannot be run\n";
  std::exit(2);
}

}  // namespace

Cost run_process(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ) != 0)
    give_up(command.front());
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127) give_up(command.front());
  // A process starts as a copy of this one, and that counts: less than that tells nothing.
  rusage own{};
  getrusage(RUSAGE_SELF, &own);
  const bool told = used.ru_maxrss > own.ru_maxrss;
  return {seconds.count(), told ? static_cast<std::size_t>(used.ru_maxrss) * 1024 : 0};
}

}  // namespace farmlint::bench
