#include "transport/postgres/Statement.hpp"

#include "foundation/base/Ensure.hpp"
#include "transport/postgres/Connection.hpp"

#include <libpq-fe.h>

namespace jim::transport::postgres {
namespace {

/// Values of this many bytes are kept for the next execution; more memory is given back.
constexpr std::size_t kKeptBytes = 64UL << 10U;

}  // namespace

void ResultDeleter::operator()(pg_result* result) const {
    PQclear(result);
}

Statement::Statement(Connection& connection, std::shared_ptr<const Prepared> prepared)
    : connection_(&connection),
      prepared_(std::move(prepared)),
      parameters_(prepared_->parameters.size()) {
    // Until they are bound, parameters are NULL.
    putNull(values_);
}

std::size_t Statement::at(int index) const {
    base::ensure(index >= 1 && static_cast<std::size_t>(index) <= parameters_.size(),
                 "a statement has the parameter that is bound");
    return static_cast<std::size_t>(index) - 1;
}

Statement::Parameter& Statement::slot(int index) {
    // Binding after an execution begins a new set of values: all parameters are bound again.
    if (result_) {
        result_.reset();
        row_ = -1;
    }
    if (bound_ == parameters_.size()) {
        if (values_.capacity() > kKeptBytes) values_ = {};
        values_.clear();
        putNull(values_);
        for (Parameter& parameter : parameters_) parameter.offset = 0;
        bound_ = 0;
    }
    ++bound_;
    return parameters_[at(index)];
}

Statement& Statement::bindEncoded(int index, std::string_view value) {
    Parameter& parameter = slot(index);
    parameter.offset = values_.size();
    values_.append(value);
    return *this;
}

base::Status Statement::execute() {
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const Parameter& parameter : parameters_) {
        const char* const value = values_.data() + parameter.offset;
        const auto length = static_cast<int>(numberOf(value, 4));
        values.push_back(length < 0 ? nullptr : value + 4);
        lengths.push_back(length);
    }
    JIM_ASSIGN(result_, connection_->execute(*prepared_, values, lengths));
    rows_ = PQntuples(result_.get());
    row_ = -1;
    return {};
}

base::Result<bool> Statement::step() {
    if (!result_) JIM_TRY(execute());
    if (++row_ < rows_) return true;
    result_.reset();
    row_ = -1;
    return false;
}

base::Status Statement::run() {
    result_.reset();
    JIM_TRY(execute());
    result_.reset();
    return {};
}

int Statement::columns() const {
    return PQnfields(result_.get());
}

bool Statement::isNull(int column) const {
    return PQgetisnull(result_.get(), row_, column) != 0;
}

bool Statement::isInteger(int column) const {
    const auto type = static_cast<Type>(PQftype(result_.get(), column));
    return type == Type::Boolean || type == Type::Smallint || type == Type::Integer ||
           type == Type::Bigint;
}

std::int64_t Statement::integer(int column) const {
    if (isNull(column)) return 0;
    const auto size = static_cast<std::size_t>(PQgetlength(result_.get(), row_, column));
    base::ensure(isInteger(column), "a number is read from a number's column");
    return numberOf(PQgetvalue(result_.get(), row_, column), size);
}

std::string_view Statement::text(int column) const {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

}  // namespace jim::transport::postgres
