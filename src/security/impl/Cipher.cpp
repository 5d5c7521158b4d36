#include "security/impl/Cipher.hpp"

#include "foundation/base/Ensure.hpp"
#include "foundation/base/Random.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>

namespace jim::security::impl {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context newContext() {
    Context context{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    base::ensure(context != nullptr, "the cipher library has memory");
    return context;
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

int sizeOf(std::string_view text) {
    return static_cast<int>(text.size());
}

}  // namespace

std::string encrypt(const base::Secret& key, std::string_view plain, std::string_view associated) {
    base::ensure(key.reveal().size() == kKeySize, "an encryption key has 256 bits");
    std::array<std::uint8_t, kNonceSize> nonce{};
    base::randomBytes(nonce);
    std::string cipher(plain.size(), '\0');
    std::string tag(kTagSize, '\0');
    const auto context = newContext();
    int size = 0;
    const bool done =
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key.reveal()),
                           nonce.data()) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &size, bytes(associated), sizeOf(associated)) ==
            1 &&
        EVP_EncryptUpdate(context.get(), bytes(cipher), &size, bytes(plain), sizeOf(plain)) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytes(cipher) + size, &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, tag.data()) == 1;
    base::ensure(done, "the cipher library encrypts");
    return std::string{nonce.begin(), nonce.end()} + cipher + tag;
}

std::optional<base::Secret> decrypt(const base::Secret& key, std::string_view data,
                                    std::string_view associated) {
    if (key.reveal().size() != kKeySize || data.size() < kNonceSize + kTagSize) return std::nullopt;
    const auto nonce = data.substr(0, kNonceSize);
    const auto cipher = data.substr(kNonceSize, data.size() - kNonceSize - kTagSize);
    std::string tag{data.substr(data.size() - kTagSize)};
    std::string plain(cipher.size(), '\0');
    const auto context = newContext();
    int size = 0;
    const bool done =
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key.reveal()),
                           bytes(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &size, bytes(associated), sizeOf(associated)) ==
            1 &&
        EVP_DecryptUpdate(context.get(), bytes(plain), &size, bytes(cipher), sizeOf(cipher)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes(plain) + size, &size) == 1;
    if (!done) return std::nullopt;
    return base::Secret{std::move(plain)};
}

}  // namespace jim::security::impl
