// generate FOLDER SITES [NODES]: writes a farm of that size into the folder.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "tests/bench/generate.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: generate FOLDER SITES [NODES]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const farmlint::bench::Shape shape{.sites = std::stoul(argv[2]),
                                     .nodes = argc > 3 ? std::stoul(argv[3]) : 2};
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "applicationHost.config", std::ios::binary) << configuration(shape);
  std::ofstream(folder / "farm.xml", std::ios::binary) << manifest(shape);
}
