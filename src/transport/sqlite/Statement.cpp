#include "transport/sqlite/Statement.hpp"

#include "transport/sqlite/Failure.hpp"

#include <sqlite3.h>

namespace jim::transport::sqlite {
namespace {

/// A null pointer would bind NULL where an empty text is meant.
const char* dataOf(std::string_view value) {
    return value.data() == nullptr ? "" : value.data();
}

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : slot_(std::exchange(other.slot_, nullptr)),
      handle_(std::exchange(other.handle_, nullptr)),
      executions_(other.executions_),
      bindFailure_(other.bindFailure_),
      running_(other.running_) {}

Statement::~Statement() {
    if (handle_ == nullptr) return;
    if (slot_ == nullptr) {
        sqlite3_finalize(handle_);
        return;
    }
    sqlite3_reset(handle_);
    // What was bound without a copy may be gone when the statement is used next.
    sqlite3_clear_bindings(handle_);
    slot_->lent = false;
}

void Statement::keep(int code) {
    if (code != SQLITE_OK && bindFailure_ == SQLITE_OK) bindFailure_ = code;
}

void Statement::bindInteger(int index, std::int64_t value) {
    keep(sqlite3_bind_int64(handle_, index, value));
}

void Statement::bindText(int index, std::string_view value) {
    keep(sqlite3_bind_text64(handle_, index, dataOf(value), value.size(), SQLITE_STATIC,
                             SQLITE_UTF8));
}

void Statement::bindBlob(int index, std::string_view value) {
    keep(sqlite3_bind_blob64(handle_, index, dataOf(value), value.size(), SQLITE_STATIC));
}

void Statement::bindNull(int index) {
    keep(sqlite3_bind_null(handle_, index));
}

base::Result<bool> Statement::step() {
    if (bindFailure_ != SQLITE_OK) [[unlikely]]
        return base::fail(failureOf(sqlite3_db_handle(handle_), bindFailure_));
    if (!running_) ++*executions_;
    const int code = sqlite3_step(handle_);
    running_ = code == SQLITE_ROW;
    if (running_) return true;
    // Reset before the next use, so that a finished read does not hold its snapshot.
    if (code == SQLITE_DONE) {
        sqlite3_reset(handle_);
        return false;
    }
    base::Error error = failureOf(sqlite3_db_handle(handle_), code);
    sqlite3_reset(handle_);
    return base::fail(std::move(error));
}

base::Status Statement::run() {
    JIM_ASSIGN(const bool row, step());
    if (row) reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(handle_);
    running_ = false;
}

int Statement::columns() const {
    return sqlite3_column_count(handle_);
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

bool Statement::isInteger(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_INTEGER;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace jim::transport::sqlite
