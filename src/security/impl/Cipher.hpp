#pragma once

#include "foundation/base/Secret.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jim::security::impl {

inline constexpr std::size_t kKeySize = 32;
inline constexpr std::size_t kNonceSize = 12;
inline constexpr std::size_t kTagSize = 16;

/// AES-256-GCM with a nonce drawn for each call: nonce, ciphertext and tag in a row. `associated`
/// is authenticated with it and not part of it.
[[nodiscard]] std::string encrypt(const base::Secret& key, std::string_view plain,
                                  std::string_view associated);

/// Empty when key, data or associated data are not those of `encrypt`.
[[nodiscard]] std::optional<base::Secret> decrypt(const base::Secret& key, std::string_view data,
                                                  std::string_view associated);

}  // namespace jim::security::impl
