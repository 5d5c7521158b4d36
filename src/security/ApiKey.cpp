#include "security/ApiKey.hpp"

#include "foundation/base/Ensure.hpp"
#include "foundation/base/EnumText.hpp"
#include "foundation/base/Random.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace jim::security {
namespace {

constexpr auto kRoles = base::enumText<Role>({
    {Role::Administrator, "Administrator"},
    {Role::Operator, "Operator"},
    {Role::Reader, "Reader"},
});

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kPrefixLength = 12;

}  // namespace

std::string_view toText(Role role) {
    return kRoles.text(role);
}

std::optional<Role> roleOf(std::int32_t id) {
    for (const auto& [role, name] : kRoles.rows())
        if (static_cast<std::int32_t>(role) == id) return role;
    return std::nullopt;
}

base::Secret newKey() {
    return base::Secret{"jim_ak_" + base::randomHex(kKeyBytes)};
}

std::string hashOf(const base::Secret& key) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    // Looked up once: that takes as long as hashing a key, which every request does.
    static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const std::string& text = key.reveal();
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    base::ensure(
        EVP_Digest(text.data(), text.size(), digest.data(), nullptr, kSha256, nullptr) == 1,
        "SHA-256, by which API keys are known, is not to be had");
    std::string hex;
    for (const auto byte : digest) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 15];
    }
    return hex;
}

std::string prefixOf(const base::Secret& key) {
    return key.reveal().substr(0, kPrefixLength);
}

}  // namespace jim::security
