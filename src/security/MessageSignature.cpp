#include "security/MessageSignature.hpp"

#include "foundation/base/Ensure.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace jim::security {

std::string hmacSha256(const base::Secret& secret, std::string_view message) {
    const auto& key = secret.reveal();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    const auto* made = ::HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                              reinterpret_cast<const unsigned char*>(message.data()),
                              message.size(), digest.data(), &length);
    base::ensure(made != nullptr, "the cryptographic library makes a signature");
    std::string text;
    for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
}

}  // namespace jim::security
