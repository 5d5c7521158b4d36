#include "foundation/base/Ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace jim::base {

void broken(std::string_view what, std::source_location where) {
    std::fprintf(stderr, "jim: broken invariant: %.*s (%s:%u)\n", static_cast<int>(what.size()),
                 what.data(), where.file_name(), where.line());
    std::abort();
}

}  // namespace jim::base
