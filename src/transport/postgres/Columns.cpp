#include "transport/postgres/Columns.hpp"

namespace jim::transport::postgres {

void Columns::bindTo(Statement& statement, int first) const {
    for (std::size_t column = 0; column < types_.size(); ++column) {
        // Dimensions, whether there are NULLs, the element's type; then each dimension's length
        // and first index. An empty array has no dimension.
        std::string array;
        putNumber<4>(array, rows_ == 0 ? 0 : 1);
        putNumber<4>(array, 1);
        putNumber<4>(array, static_cast<std::int64_t>(types_[column]));
        if (rows_ > 0) {
            putNumber<4>(array, rows_);
            putNumber<4>(array, 1);
            array.append(values_[column]);
        }
        std::string encoded;
        putBytes(encoded, array);
        statement.bindEncoded(first + static_cast<int>(column), encoded);
    }
}

}  // namespace jim::transport::postgres
