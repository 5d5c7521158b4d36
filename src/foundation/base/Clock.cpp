#include "foundation/base/Clock.hpp"

namespace jim::base {

using namespace std::chrono;

Timestamp SystemClock::now() const {
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

microseconds SystemClock::steady() const {
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch());
}

}  // namespace jim::base
