// Whose rights a worker process has, and whose name an account is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/config/config_model.h"

namespace farmlint {

// processModel/@identityType.
enum class Identity : std::uint8_t {
  ApplicationPoolIdentity,
  NetworkService,
  LocalService,
  LocalSystem,
  SpecificUser
};

struct PoolIdentity {
  const ApplicationPool* pool = nullptr;
  Identity kind = Identity::ApplicationPoolIdentity;
  bool understood = true;  // false: identityType is a word that IIS refuses
  Effective type;

  Effective user_name() const { return pool->layers().value("userName", "processModel"); }
  Effective password() const { return pool->layers().value("password", "processModel"); }
  // On the network it is the machine account, DOMAIN\NODE$ (iis.md §4.6).
  bool machine_account() const {
    return kind == Identity::ApplicationPoolIdentity || kind == Identity::NetworkService ||
           kind == Identity::LocalSystem;
  }
};

PoolIdentity identity_of(const ApplicationPool& pool);
// Those of Identity::SpecificUser.
std::vector<PoolIdentity> specific_users(const ConfigModel& config);

// The pool that runs an application: the one it names, else DefaultAppPool; nullptr if the
// configuration has no such pool.
const ApplicationPool* pool_of(const ConfigModel& config, const Application& application);

// "CONTOSO\svc", "svc@contoso.com", ".\svc", "svc".
struct Account {
  std::string_view domain;  // empty if none is written
  std::string_view name;

  // Computers know it by themselves: IUSR, NT AUTHORITY\…, IIS AppPool\….
  bool well_known() const;
  // Of the machine that reads the name, whichever that is.
  bool of_any_machine() const { return domain == "." || domain.empty(); }
  // Its password is managed by the domain.
  bool managed() const { return name.ends_with('$'); }
};

Account read_account(std::string_view user_name);

}  // namespace farmlint
