#include "runs/run_profile/step/ImportSpool.hpp"

#include "identity/schema/Varint.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace jim::runs::run_profile::step {
namespace {

using identity::schema::appendVarint;
using identity::schema::takeBytes;
using identity::schema::takeVarint;

constexpr std::size_t kFlushAt = 1 << 20;

base::Error spoolFailed(const char* what) {
    return base::external(
        fmt::format("The spool file of this import could not be {}: {}. Free space in the "
                    "data folder and start the run again.",
                    what, std::strerror(errno)));
}

void appendText(std::string& out, std::string_view text) {
    appendVarint(out, text.size());
    out += text;
}

void encode(std::string& out, const SpoolRecord& record) {
    out += static_cast<char>(record.kind);
    out += static_cast<char>(record.errorType);
    out += record.duplicate ? '\1' : '\0';
    appendVarint(out, record.entry);
    appendVarint(out, static_cast<std::uint64_t>(record.objectTypeId));
    appendVarint(out, static_cast<std::uint64_t>(record.position));
    out.append(reinterpret_cast<const char*>(record.hash.data()), record.hash.size());
    appendText(out, record.externalId);
    appendText(out, record.displayName);
    appendText(out, record.document);
    appendText(out, record.message);
    appendVarint(out, record.references.size());
    for (const auto& reference : record.references) {
        appendVarint(out, static_cast<std::uint64_t>(reference.attribute));
        appendText(out, reference.target);
    }
}

/// Reads fields one after the other; `whole` turns false when the bytes end too early.
struct Reader {
    std::string_view rest;
    bool whole = true;

    std::uint64_t number() {
        std::uint64_t value = 0;
        whole = whole && takeVarint(rest, value);
        return value;
    }
    std::string_view bytes(std::uint64_t length) {
        std::string_view value;
        whole = whole && takeBytes(rest, length, value);
        return value;
    }
    std::string_view text() { return bytes(number()); }
};

bool decode(std::string_view bytes, SpoolRecord& record) {
    Reader in{bytes};
    const auto head = in.bytes(3);
    if (!in.whole) return false;
    record.kind = static_cast<SpoolRecord::Kind>(head[0]);
    record.errorType = static_cast<connectors::ImportErrorType>(head[1]);
    record.duplicate = head[2] != '\0';
    record.entry = in.number();
    record.objectTypeId = static_cast<std::int32_t>(in.number());
    record.position = static_cast<std::int64_t>(in.number());
    const auto hash = in.bytes(record.hash.size());
    if (!in.whole) return false;
    std::memcpy(record.hash.data(), hash.data(), record.hash.size());
    record.externalId = in.text();
    record.displayName = in.text();
    record.document = in.text();
    record.message = in.text();
    record.references.resize(
        static_cast<std::size_t>(std::min<std::uint64_t>(in.number(), bytes.size())));
    for (auto& reference : record.references) {
        reference.attribute = static_cast<identity::schema::AttributeId>(in.number());
        reference.target = in.text();
    }
    return in.whole && in.rest.empty();
}

}  // namespace

base::Result<ImportSpool> ImportSpool::create(const std::filesystem::path& folder) {
    std::string name = (folder / "import-XXXXXX").string();
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) return base::fail(spoolFailed("created"));
    ::unlink(name.c_str());  // It goes with its last descriptor, whatever ends this process.
    std::FILE* file = ::fdopen(descriptor, "w+b");
    if (file == nullptr) {
        ::close(descriptor);
        return base::fail(spoolFailed("opened"));
    }
    return ImportSpool{file};
}

base::Status ImportSpool::append(const SpoolRecord& record) {
    record_.clear();
    encode(record_, record);
    const auto length = static_cast<std::uint32_t>(record_.size());
    buffer_.append(reinterpret_cast<const char*>(&length), sizeof length);
    buffer_ += record_;
    ++records_;
    if (buffer_.size() < kFlushAt) return {};
    const auto written = std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get());
    if (written != buffer_.size()) return base::fail(spoolFailed("written"));
    buffer_.clear();
    return {};
}

base::Status ImportSpool::rewind() {
    const auto written = std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get());
    if (written != buffer_.size() || std::fflush(file_.get()) != 0)
        return base::fail(spoolFailed("written"));
    buffer_.clear();
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return base::fail(spoolFailed("read"));
    return {};
}

base::Result<bool> ImportSpool::next(SpoolRecord& record) {
    std::uint32_t length = 0;
    if (std::fread(&length, sizeof length, 1, file_.get()) != 1) {
        if (std::ferror(file_.get()) != 0) return base::fail(spoolFailed("read"));
        return false;
    }
    record_.resize(length);
    if (std::fread(record_.data(), 1, length, file_.get()) != length)
        return base::fail(spoolFailed("read"));
    if (!decode(record_, record)) return base::fail(base::internal("a spool record is damaged"));
    return true;
}

}  // namespace jim::runs::run_profile::step
