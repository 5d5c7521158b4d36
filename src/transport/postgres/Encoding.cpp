#include "transport/postgres/Encoding.hpp"

#include "foundation/base/Ensure.hpp"

namespace jim::transport::postgres {

void putInteger(std::string& to, Type type, std::int64_t value) {
    switch (type) {
        case Type::Boolean:
            putNumber<4>(to, 1);
            return putNumber<1>(to, value != 0 ? 1 : 0);
        case Type::Smallint:
            base::ensure(value == static_cast<std::int16_t>(value), "a smallint has 16 bits");
            putNumber<4>(to, 2);
            return putNumber<2>(to, value);
        case Type::Integer:
            base::ensure(value == static_cast<std::int32_t>(value), "an integer has 32 bits");
            putNumber<4>(to, 4);
            return putNumber<4>(to, value);
        case Type::Bigint:
            putNumber<4>(to, 8);
            return putNumber<8>(to, value);
        case Type::Bytes:
        case Type::Text:
        case Type::Json:
            break;
    }
    base::ensure(false, "a number goes where a number is expected");
}

void putBytes(std::string& to, std::string_view value) {
    putNumber<4>(to, static_cast<std::int64_t>(value.size()));
    to.append(value);
}

void putNull(std::string& to) {
    putNumber<4>(to, -1);
}

}  // namespace jim::transport::postgres
