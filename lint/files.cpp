#include "lint/files.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lint/limits.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDIN_FILENO) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void refuse(std::string_view shown, std::string_view why) {
  throw Error(fmt::format("{}: {}", shown, why));
}

// A named pipe that nobody has opened for writing says "end" at once; one whose writer is slow says
// "not yet". The writer may be a little late.
class Reader {
 public:
  Reader(int file, bool pipe, std::string_view shown) : file_(file), pipe_(pipe), shown_(shown) {}

  // As much as there is, at the end of the file nothing.
  std::size_t read(char* to, std::size_t most) {
    for (;;) {
      const ssize_t got = ::read(file_, to, most);
      if (got > 0) started_ = true;
      if (got > 0 || (got == 0 && (!pipe_ || started_))) return static_cast<std::size_t>(got);
      if (got == 0) {
        wait_for_writer();
      } else if (errno == EAGAIN) {
        started_ = true;
        pollfd ready{file_, POLLIN, 0};
        poll(&ready, 1, -1);
      } else if (errno != EINTR) {
        refuse(shown_, "cannot be read");
      }
    }
  }

 private:
  void wait_for_writer() {
    constexpr std::chrono::milliseconds pause{20};
    constexpr int most_pauses = 50;
    if (++pauses_ > most_pauses) refuse(shown_, "a pipe that nobody writes to");
    std::this_thread::sleep_for(pause);
  }

  int file_;
  bool pipe_;
  std::string_view shown_;
  bool started_ = false;
  int pauses_ = 0;
};

// To the end, whether its size is known (a file) or not (standard input, a pipe).
Bytes read_all(Reader reader, std::size_t expected, std::string_view shown) {
  constexpr std::size_t least = std::size_t{1} << 16U;
  Bytes bytes;
  std::size_t size = 0;
  for (;;) {
    // The end of a file shows in the one byte more: growing would copy all.
    if (size == bytes.size())
      bytes.resize(size + std::max(expected + 1 - std::min(expected, size), least));
    const std::size_t got = reader.read(bytes.data() + size, bytes.size() - size);
    size += got;
    if (size > limits::file_bytes) refuse(shown, "larger than 1 GiB");
    if (got == 0) break;
  }
  bytes.resize(size);
  return bytes;
}

bool replaceable(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  return !fs::exists(status) || fs::is_regular_file(status);
}

bool written(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.flush();
  return static_cast<bool>(out);
}

}  // namespace

std::string report_path(const fs::path& path, const fs::path& root) {
  if (path == "-") return "<stdin>";
  std::error_code failed;
  const fs::path relative = fs::relative(path, root, failed);
  return (failed || relative.empty() ? path : relative).generic_string();
}

Bytes read_file(const fs::path& path) {
  if (path == "-") return read_all({STDIN_FILENO, false, "standard input"}, 0, "standard input");
  const std::string shown = path.generic_string();
  // A pipe without a writer must not hold the program before it can look at it.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) refuse(shown, "no such file");
    if (errno == ELOOP) refuse(shown, "a link that leads to itself");
    refuse(shown, errno == EACCES ? "cannot be read: permission denied" : "cannot be read");
  }
  struct stat status {};
  if (fstat(file.number(), &status) != 0) refuse(shown, "cannot be read");
  if (S_ISDIR(status.st_mode)) refuse(shown, "a folder, not a file");
  const bool pipe = S_ISFIFO(status.st_mode);
  if (!pipe && !S_ISREG(status.st_mode)) refuse(shown, "a device, not a file");
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  if (size > limits::file_bytes) refuse(shown, "larger than 1 GiB");
  return read_all({file.number(), pipe, shown}, static_cast<std::size_t>(size), shown);
}

void write_file(const fs::path& path, std::string_view text) {
  const std::string shown = path.generic_string();
  if (!replaceable(path)) {
    if (!written(path, text)) refuse(shown, "cannot be written");
    return;
  }
  std::error_code failed;
  // What a link leads to is replaced, not the link.
  const fs::path target = fs::is_symlink(path, failed) ? fs::canonical(path, failed) : path;
  fs::path beside = target;
  beside += fmt::format(".{}.tmp", getpid());
  const fs::file_status before = fs::status(target, failed);
  const bool complete = written(beside, text);
  if (complete && fs::exists(before)) fs::permissions(beside, before.permissions(), failed);
  failed.clear();
  if (complete) fs::rename(beside, target, failed);
  if (complete && !failed) return;
  fs::remove(beside, failed);
  refuse(shown, "cannot be written");
}

}  // namespace farmlint
