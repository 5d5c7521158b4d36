#include "transport/postgres/Connection.hpp"
#include "transport/postgres/Failure.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace jim::transport::postgres {
namespace {

/// Eleven bytes of signature, then flags and the length of an extension, both zero.
constexpr std::string_view kHead{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};

struct BufferDeleter {
    void operator()(char* buffer) const { PQfreemem(buffer); }
};

}  // namespace

base::Status Connection::beginCopy(std::string_view table) {
    if (!inTransaction()) JIM_TRY(reviveIfClosed());
    JIM_TRY(simple(fmt::format("COPY {} FROM STDIN (FORMAT binary)", table).c_str()));
    return putCopy(kHead);
}

base::Status Connection::putCopy(std::string_view bytes) {
    if (PQputCopyData(handle_, bytes.data(), static_cast<int>(bytes.size())) == 1) return {};
    return base::fail(failure("08006", server_, PQerrorMessage(handle_)));
}

base::Status Connection::endCopy() {
    std::string tail;
    putNumber<2>(tail, -1);
    JIM_TRY(putCopy(tail));
    if (PQputCopyEnd(handle_, nullptr) != 1)
        return base::fail(failure("08006", server_, PQerrorMessage(handle_)));
    auto result = checked(PQgetResult(handle_));
    while (pg_result* const rest = PQgetResult(handle_)) PQclear(rest);
    if (!result) return base::fail(std::move(result).error());
    return {};
}

base::Status Connection::copyOut(std::string_view query,
                                 const std::function<void(const CopyRow&)>& visit) {
    if (!inTransaction()) JIM_TRY(reviveIfClosed());
    JIM_TRY(simple(fmt::format("COPY ({}) TO STDOUT (FORMAT binary)", query).c_str()));
    while (true) {
        char* bytes = nullptr;
        const int size = PQgetCopyData(handle_, &bytes, 0);
        if (size < 0) break;
        const std::unique_ptr<char, BufferDeleter> held{bytes};
        std::string_view fields{bytes, static_cast<std::size_t>(size)};
        if (fields.starts_with(kHead)) fields.remove_prefix(kHead.size());
        if (fields.size() > 2) visit(CopyRow{fields});  // The end is a count of -1 alone.
    }
    auto result = checked(PQgetResult(handle_));
    while (pg_result* const rest = PQgetResult(handle_)) PQclear(rest);
    if (!result) return base::fail(std::move(result).error());
    return {};
}

}  // namespace jim::transport::postgres
