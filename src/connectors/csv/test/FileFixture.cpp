#include "connectors/csv/test/FileFixture.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace jim::connectors::csv {

base::Status RecordingSink::object(const SourceObject& object) {
    ReadObject read{object.objectTypeId, object.externalId, object.displayName, {}, {},
                    object.position};
    EXPECT_TRUE(schema::validateDocument(object.document));
    for (const auto& attribute : schema::DocumentView{object.document})
        for (const auto value : attribute)
            read.values[attribute.id].push_back(schema::displayText(attribute.type, value));
    for (const auto& reference : object.references)
        read.references[reference.attribute].push_back(reference.target);
    objects.push_back(std::move(read));
    return onObject ? onObject() : base::Status{};
}

base::Status RecordingSink::error(const SourceError& error) {
    errors.push_back(error);
    return {};
}

void ExportQueue::add(ExportObject object) {
    objects_.push_back(std::move(object));
}

base::Result<std::vector<ExportKey>> ExportQueue::keys() {
    std::vector<ExportKey> keys;
    for (const auto& object : objects_) keys.push_back(object.key);
    return keys;
}

base::Result<std::vector<ExportObject>> ExportQueue::load(std::span<const std::int64_t> ids) {
    if (onLoad) onLoad();
    largestLoad = std::max(largestLoad, ids.size());
    std::vector<ExportObject> loaded;
    for (const auto id : ids) {
        const auto at = std::ranges::find_if(
            objects_, [&](const ExportObject& object) { return object.key.id == id; });
        if (at != objects_.end()) loaded.push_back(*at);
    }
    return loaded;
}

base::Status ExportQueue::exported(std::span<const std::int64_t> ids) {
    if (onExported) onExported();
    done.insert(done.end(), ids.begin(), ids.end());
    return {};
}

base::Status ExportQueue::failed(std::span<const ExportFailure> failures) {
    for (const auto& failure : failures) problems[failure.id] = failure.message;
    return {};
}

FileFixture::FileFixture() {
    system_.id = 7;
    system_.name = "HR";
    type("Person");
    set(kFilePath, path());
    set(kObjectType, "Person");
    set(kMode, "Bidirectional");
}

std::string FileFixture::path(std::string_view name) const {
    return (folder_ / name).string();
}

std::string FileFixture::write(std::string_view content, std::string_view name) {
    std::ofstream{path(name), std::ios::binary} << content;
    return path(name);
}

std::string FileFixture::content(std::string_view name) const {
    std::ifstream file{path(name), std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> FileFixture::filesInFolder() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder_.path()})
        names.push_back(entry.path().filename().string());
    return names;
}

void FileFixture::set(std::int32_t setting, std::string text) {
    system_.settings[setting].text = std::move(text);
}

connected_system::ObjectType& FileFixture::type(std::string name) {
    connected_system::ObjectType added;
    added.id = static_cast<std::int32_t>(system_.objectTypes.size()) + 1;
    added.name = std::move(name);
    added.selected = true;
    system_.objectTypes.push_back(std::move(added));
    return system_.objectTypes.back();
}

connected_system::Attribute& FileFixture::attribute(std::string name, schema::AttributeType type,
                                                    schema::Plurality plurality) {
    auto& attributes = system_.objectTypes.front().attributes;
    connected_system::Attribute added;
    added.id = nextAttribute_++;
    added.name = std::move(name);
    added.type = type;
    added.plurality = plurality;
    added.selected = true;
    added.isExternalId = attributes.empty();
    added.position = static_cast<std::int32_t>(attributes.size());
    attributes.push_back(std::move(added));
    return attributes.back();
}

base::Result<ImportSummary> FileFixture::import() {
    return connector_.read({system_, {}}, sink_, progress_, stop_.get_token());
}

base::Status FileFixture::exportAll() {
    return connector_.write({system_}, queue_, queue_, progress_, stop_.get_token());
}

ExportAttribute FileFixture::given(std::int32_t id, std::vector<std::string> values,
                                   schema::AttributeType type) {
    ExportAttribute attribute;
    attribute.id = id;
    attribute.type = type;
    for (const auto& value : values)
        attribute.values.push_back(schema::parseValue(type, value)->bytes);
    return attribute;
}

void FileFixture::queue(ExportOperation operation, std::string externalId,
                        std::vector<ExportAttribute> attributes, std::int32_t objectTypeId) {
    queue_.add(
        {{nextExport_++, operation, objectTypeId, std::move(externalId)}, std::move(attributes)});
}

}  // namespace jim::connectors::csv
