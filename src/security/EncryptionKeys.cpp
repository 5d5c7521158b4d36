#include "security/EncryptionKeys.hpp"

#include "foundation/base/Random.hpp"
#include "identity/schema/Value.hpp"
#include "security/impl/Cipher.hpp"
#include "security/impl/KeyFile.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace jim::security {
namespace {

constexpr std::string_view kForm = "jim1";
constexpr std::size_t kIdBytes = 8;
constexpr std::string_view kFileText =
    "# Keys that JIM encrypts stored secrets with, one a line. The last one encrypts, all of them\n"
    "# decrypt. Without this file those secrets are lost: keep a copy of it, apart from the "
    "copies\n"
    "# of the database. `jim encryption-key add` adds a key.\n";

std::string hexOf(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

std::optional<std::string> bytesOf(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2) {
        unsigned value = 0;
        const char* end = hex.data() + at + 2;
        const auto [stopped, code] = std::from_chars(hex.data() + at, end, value, 16);
        if (code != std::errc{} || stopped != end) return std::nullopt;
        bytes += static_cast<char>(value);
    }
    return bytes;
}

std::string idOf(const base::Secret& key) {
    const std::string text = "jim encryption key " + key.reveal();
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return hexOf({reinterpret_cast<const char*>(digest.data()), kIdBytes});
}

base::Secret drawKey() {
    std::array<std::uint8_t, impl::kKeySize> bytes{};
    base::randomBytes(bytes);
    return base::Secret{{bytes.begin(), bytes.end()}};
}

std::string lineOf(const base::Secret& key) {
    return idOf(key) + ' ' + hexOf(key.reveal()) + '\n';
}

/// `jim1:KEY:DATA`.
struct Envelope {
    std::string_view header;  ///< `jim1:KEY:`, authenticated with the context.
    std::string_view keyId;
    std::string_view data;
};

std::optional<Envelope> envelopeOf(std::string_view sealed) {
    const auto first = sealed.find(':');
    if (first == std::string_view::npos || sealed.substr(0, first) != kForm) return std::nullopt;
    const auto second = sealed.find(':', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return Envelope{sealed.substr(0, second + 1), sealed.substr(first + 1, second - first - 1),
                    sealed.substr(second + 1)};
}

tl::unexpected<base::Error> unreadable(std::string message) {
    return base::fail(base::invalidState(std::move(message)));
}

}  // namespace

base::Result<EncryptionKeys> EncryptionKeys::load(const std::filesystem::path& file) {
    auto keys = read(file);
    if (keys || keys.error().kind != base::ErrorKind::NotFound) return keys;
    const auto made =
        impl::writePrivately(file, std::string{kFileText} + lineOf(drawKey()), /*replace=*/false);
    // Somebody else may have been faster: then theirs counts.
    if (!made && made.error().kind != base::ErrorKind::Conflict) return base::fail(made.error());
    return read(file);
}

base::Result<EncryptionKeys> EncryptionKeys::read(const std::filesystem::path& file) {
    JIM_ASSIGN(const auto content, impl::readPrivately(file));
    EncryptionKeys keys;
    keys.file_ = file;
    keys.exposed_ = content.exposed;
    std::string_view rest = content.text;
    for (int number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        const auto blank = std::min(line.find(' '), line.size());
        const auto bytes = bytesOf(line.substr(std::min(blank + 1, line.size())));
        Key key{std::string{line.substr(0, blank)}, base::Secret{bytes.value_or("")}};
        if (key.bytes.reveal().size() != impl::kKeySize || key.id != idOf(key.bytes))
            return unreadable(fmt::format(
                "The encryption key file '{}' is damaged: line {} is not a key with its id. "
                "Restore the file from its copy.",
                file.string(), number));
        keys.keys_.push_back(std::move(key));
    }
    if (keys.keys_.empty())
        return unreadable(fmt::format(
            "The encryption key file '{}' has no key in it. Restore the file from its copy, or "
            "delete it to begin with a new key.",
            file.string()));
    return keys;
}

base::Result<std::string> EncryptionKeys::addKey(const std::filesystem::path& file) {
    JIM_ASSIGN(const auto keys, load(file));
    std::string text{kFileText};
    for (const auto& key : keys.keys_) text += lineOf(key.bytes);
    const auto added = drawKey();
    JIM_TRY(impl::writePrivately(file, text + lineOf(added), /*replace=*/true));
    return idOf(added);
}

const EncryptionKeys::Key* EncryptionKeys::find(std::string_view id) const {
    const auto at = std::ranges::find(keys_, id, &Key::id);
    return at == keys_.end() ? nullptr : &*at;
}

std::string EncryptionKeys::seal(const base::Secret& secret, std::string_view context) const {
    const Key& key = keys_.back();
    const std::string header = fmt::format("{}:{}:", kForm, key.id);
    const auto data = impl::encrypt(key.bytes, secret.reveal(), header + std::string{context});
    return header + identity::schema::base64(data);
}

base::Result<base::Secret> EncryptionKeys::open(std::string_view sealed,
                                                std::string_view context) const {
    const auto envelope = envelopeOf(sealed);
    if (!envelope) return unreadable("is not in a form that this version knows");
    const Key* key = find(envelope->keyId);
    if (key == nullptr)
        return unreadable(fmt::format("was encrypted with the key '{}', which is not in '{}'",
                                      envelope->keyId, file_.string()));
    const auto data = identity::schema::fromBase64(envelope->data);
    auto plain = data ? impl::decrypt(key->bytes, *data,
                                      std::string{envelope->header} + std::string{context})
                      : std::nullopt;
    if (!plain) return unreadable("was changed in the database, or belongs to another setting");
    return std::move(*plain);
}

bool EncryptionKeys::isCurrent(std::string_view sealed) const {
    const auto envelope = envelopeOf(sealed);
    return envelope && envelope->keyId == keys_.back().id;
}

}  // namespace jim::security
