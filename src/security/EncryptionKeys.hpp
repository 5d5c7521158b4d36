#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::security {

/// The keys that stored secrets are encrypted with (AES-256-GCM), read once from a file that only
/// its owner may read. The last key of the file encrypts, all of them decrypt, so that a key can
/// be replaced without touching what older ones have encrypted. Immutable: thread-safe.
///
/// A sealed secret is text: `jim1:KEY:DATA`, the version of this form, the id of the key, and
/// nonce, ciphertext and tag in base64. It opens only for the context it was sealed for, so a value
/// that is copied to another place in the database does not open there.
class EncryptionKeys {
public:
    /// Reads the file; one that is missing is made with a first key. InvalidState, with one line
    /// that names the file: it is damaged or empty. External: it cannot be read or made.
    [[nodiscard]] static base::Result<EncryptionKeys> load(const std::filesystem::path& file);

    /// Adds a key to the file, from now on the one that encrypts; the file is replaced as a whole.
    /// Its id. Servers read the file when they start.
    [[nodiscard]] static base::Result<std::string> addKey(const std::filesystem::path& file);

    /// `context` says what the secret belongs to; the same is needed to open it.
    [[nodiscard]] std::string seal(const base::Secret& secret, std::string_view context) const;

    /// InvalidState, as half a sentence without subject ("was encrypted with ..."), when its key
    /// is not here, or it was changed, or belongs to another context.
    [[nodiscard]] base::Result<base::Secret> open(std::string_view sealed,
                                                  std::string_view context) const;

    /// Whether it was sealed with the key that encrypts now.
    [[nodiscard]] bool isCurrent(std::string_view sealed) const;

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// Whether others than the file's owner may read it.
    [[nodiscard]] bool isExposed() const { return exposed_; }

private:
    struct Key {
        std::string id;      ///< Derived from the key, so that a damaged line is found.
        base::Secret bytes;  ///< 32 of them.
    };

    [[nodiscard]] static base::Result<EncryptionKeys> read(const std::filesystem::path& file);
    [[nodiscard]] const Key* find(std::string_view id) const;

    std::filesystem::path file_;
    std::vector<Key> keys_;  ///< Never empty.
    bool exposed_ = false;
};

}  // namespace jim::security
