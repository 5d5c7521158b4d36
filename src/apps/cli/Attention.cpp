#include "apps/cli/Attention.hpp"

#include <algorithm>
#include <utility>

namespace jim::apps::cli {

Attention::Attention(ApiClient& client, Drawing& drawing, const base::Clock& clock, OnKey onKey)
    : client_(client), drawing_(drawing), clock_(clock), onKey_(std::move(onKey)) {
    if (onKey_) keyboard_.emplace();
    client_.whileWaiting([this] { return glance(); });
}

Attention::~Attention() {
    client_.whileWaiting({});
}

bool Attention::isWanted(Signals::Event event) {
    switch (event) {
        case Signals::Event::Stop:
            return true;
        case Signals::Event::Resized:
            drawing_.resized();
            break;
        case Signals::Event::Suspend:
            if (keyboard_) keyboard_->giveBack();
            signals_.suspend();
            if (keyboard_) keyboard_->take();
            drawing_.resumed();
            break;
        case Signals::Event::Input: {
            bool wanted = false;
            for (const auto key : keyboard_->pressed()) wanted = onKey_(key) || wanted;
            return wanted;
        }
        case Signals::Event::None:
            break;
    }
    return false;
}

void Attention::drawIfDue(Time now) {
    if (const auto due = drawing_.due(); due && *due <= now) drawing_.draw(now);
}

bool Attention::glance() {
    const int keys = hasKeys() ? keyboard_->descriptor() : -1;
    if (isWanted(signals_.wait({}, keys))) return false;
    drawIfDue(clock_.steady());
    return true;
}

std::optional<base::Result<Answer>> Attention::ask(const Question& question) {
    if (!glance()) return std::nullopt;
    auto answer = client_.ask(transport::http::Method::Get, question.path, question.headers);
    if (!answer && answer.error().kind == base::ErrorKind::Cancelled) return std::nullopt;
    return answer;
}

void Attention::pause(Time until) {
    for (;;) {
        const auto now = clock_.steady();
        drawIfDue(now);
        const auto due = drawing_.due();
        const auto next = due ? std::min(std::max(*due, now), until) : until;
        const int keys = hasKeys() ? keyboard_->descriptor() : -1;
        const auto event = signals_.wait(std::max(next - now, Time{0}), keys);
        if (isWanted(event)) return;
        if (event == Signals::Event::None && clock_.steady() >= until) return;
    }
}

}  // namespace jim::apps::cli
