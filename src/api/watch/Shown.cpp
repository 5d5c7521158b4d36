#include "api/watch/Shown.hpp"

#include <fmt/format.h>

namespace jim::api::watch {

ShownPtr show(const base::Guid& activityId, const progress::ReadDocument& read) {
    Shown shown;
    shown.activityId = activityId;
    shown.etag = read.etag;
    shown.terminal = read.terminal;
    shown.health = progress::healthOf(read.document);
    shown.event = fmt::format("id: {}\nevent: {}\ndata: ", read.etag,
                              read.terminal ? "terminal" : "progress");
    shown.documentAt = shown.event.size();
    shown.documentSize = read.document.size();
    shown.event.reserve(shown.documentAt + shown.documentSize + 2);
    shown.event += read.document;
    shown.event += "\n\n";
    return std::make_shared<const Shown>(std::move(shown));
}

transport::http::SharedBytes eventOf(const ShownPtr& shown) {
    return {shown, shown->event};
}

transport::http::SharedBytes documentOf(const ShownPtr& shown) {
    return {shown, shown->document()};
}

}  // namespace jim::api::watch
