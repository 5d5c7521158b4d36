#include "api/watch/Watch.hpp"

#include "api/watch/impl/Board.hpp"

#include <utility>

namespace jim::api::watch {

std::string_view toText(Surface surface) {
    switch (surface) {
        case Surface::EventStream:
            return "event_stream";
        case Surface::WebSocket:
            return "websocket";
        case Surface::LongPoll:
            return "long_poll";
    }
    return {};
}

Watch::Watch(std::shared_ptr<impl::Board> board, const base::Guid& principal)
    : board_(std::move(board)), box_(board_->open(principal)) {}

Watch::~Watch() {
    if (box_) board_->close(box_);
}

void Watch::add(const progress::SnapshotPtr& snapshot, std::string_view seen) {
    board_->add(*box_, snapshot, seen);
}

void Watch::add(const base::Guid& activityId, const progress::ReadDocument& read,
                std::string_view seen) {
    board_->add(*box_, activityId, read, seen);
}

void Watch::add(const base::Guid& activityId, const Found& found, std::string_view seen) {
    if (found.snapshot)
        add(found.snapshot, seen);
    else
        add(activityId, found.read, seen);
}

void Watch::addAll() {
    board_->addAll(*box_);
}

void Watch::remove(const base::Guid& activityId) {
    board_->remove(*box_, activityId);
}

void Watch::serve(Surface surface) {
    board_->serve(*box_, surface);
}

std::size_t Watch::size() const {
    return board_->size(*box_);
}

bool Watch::isRevoked() const {
    return impl::Board::isRevoked(*box_);
}

Change Watch::take() {
    return board_->take(*box_);
}

void Watch::onChange(std::function<void()> wake) {
    board_->onChange(*box_, std::move(wake));
}

void Watch::wakeAt(std::chrono::microseconds when) {
    board_->wakeAt(box_, when);
}

void Watch::keepQuiet(std::chrono::microseconds until) {
    board_->keepQuiet(box_, until);
}

}  // namespace jim::api::watch
