#include "apps/Threads.hpp"

#include <pthread.h>

namespace jim::apps {

std::jthread startThread(const char* name, std::function<void(std::stop_token)> work) {
    std::jthread thread{std::move(work)};
    pthread_setname_np(thread.native_handle(), name);
    return thread;
}

}  // namespace jim::apps
