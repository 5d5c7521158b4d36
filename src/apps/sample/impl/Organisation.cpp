#include "apps/sample/impl/Organisation.hpp"

#include <algorithm>

namespace jim::apps::sample {
namespace {

constexpr Department kDepartments[] = {
    {"ENG", "Engineering", 4100, 20,
     "Software Engineer|Test Engineer|Site Reliability Engineer|Embedded Engineer|Data Engineer",
     "C++|Python|Linux|Kubernetes|SQL|Rust|Real-time systems|Code review"},
    {"SAL", "Sales", 2100, 16,
     "Account Executive|Sales Consultant|Inside Sales Agent|Channel Partner Consultant",
     "Negotiation|Presales|CRM|Key accounts|Forecasting|Tendering"},
    {"MFG", "Manufacturing", 5100, 14,
     "Production Operator|Tool Setter (CNC)|Shift Technician|Process Engineer",
     "CNC|Welding|Lean|Kaizen|Forklift licence|SPC|Robotics"},
    {"CUS", "Customer Service", 3100, 12,
     "Service Agent|Support Engineer|Field Technician|Complaints Officer",
     "Telephone service|Ticketing|De-escalation|Remote support|Training"},
    {"LOG", "Logistics", 5600, 9,
     "Warehouse Operative|Dispatch Clerk|Customs Specialist|Route Planner",
     "Customs law|Stock control|Dangerous goods|Route planning|Forklift licence"},
    {"FIN", "Finance", 1200, 7,
     "Financial Accountant|Payroll Specialist|Credit Controller|Management Accountant",
     "IFRS|Payroll|Tax law|Consolidation|Spreadsheets|Audit"},
    {"ITS", "Information Technology", 4600, 6,
     "Systems Administrator|Network Engineer|Identity Engineer|Service Desk Analyst",
     "Active Directory|LDAP|PowerShell|Networking|Backup|Identity management|ITIL"},
    {"RND", "Research & Development", 4800, 5,
     "Research Scientist|Materials Engineer|Laboratory Technician|Patent Engineer",
     "Materials science|Simulation|Statistics|Patents|MATLAB|Optics"},
    {"MKT", "Marketing", 2600, 4, "Content Editor|Event Coordinator|Brand Designer|Market Analyst",
     "Copywriting|Photography|Web analytics|Public relations|Typography"},
    {"HRS", "Human Resources", 1500, 3,
     "Recruiting Partner|Personnel Officer|Learning Adviser|Compensation Analyst",
     "Labour law|Recruiting|Mediation|Onboarding|Job grading"},
    {"QUA", "Quality & Safety", 5900, 3,
     "Quality Inspector|Safety Officer|Audit Specialist|Calibration Technician",
     "ISO 9001|ISO 45001|Metrology|First aid|Root cause analysis"},
    {"LEG", "Legal, Risk & Compliance", 1800, 1,
     "Legal Counsel|Privacy Officer|Compliance Analyst|Contract Specialist",
     "Contract law|Data protection|Export control|Litigation"},
};

constexpr std::string_view kPlc = "Calder & Vane plc";
constexpr std::string_view kInc = "Calder & Vane, Inc.";
constexpr std::string_view kGmbh = "Calder & Vane Deutschland GmbH";
constexpr std::string_view kAsia = "Calder & Vane Asia Pacific Pte. Ltd.";

constexpr Office kOffices[] = {
    {"LON", "London", "London", "United Kingdom", kPlc, "+44 20 7946 ", "English", 14},
    {"BER", "Berlin", "Berlin", "Germany", kGmbh, "+49 30 5550 ", "German", 9},
    {"NYC", "New York", "New York", "United States", kInc, "+1 212 555 ", "English", 9},
    {"MUC", "München", "München", "Germany", kGmbh, "+49 89 5550 ", "German", 7},
    {"ORL", "Orléans", "Orléans", "France", "Calder et Vane S.A.", "+33 2 5550 ", "French", 6},
    {"SAO", "São Paulo", "São Paulo", "Brazil", "Calder & Vane do Brasil Ltda.", "+55 11 5550 ",
     "Iberian", 6},
    {"SHA", "Shanghai", "上海", "China", kAsia, "+86 21 5550 ", "Chinese", 6},
    {"PUN", "Pune", "पुणे", "India", kAsia, "+91 20 5550 ", "Devanagari", 6},
    {"DUB", "Dublin", "Baile Átha Cliath", "Ireland", kPlc, "+353 1 555 ", "English", 4},
    {"KRK", "Kraków", "Kraków", "Poland", "Calder & Vane Polska sp. z o.o.", "+48 12 555 ",
     "WestSlavic", 5},
    {"OSA", "Osaka", "大阪", "Japan", kAsia, "+81 6 5550 ", "Japanese", 4},
    {"SEL", "Seoul", "서울", "South Korea", kAsia, "+82 2 5550 ", "Korean", 3},
    {"MAL", "Malmö", "Malmö", "Sweden", "Calder & Vane Norden AB", "+46 40 555 ", "Nordic", 4},
    {"IZM", "İzmir", "İzmir", "Türkiye", "Calder & Vane Türkiye A.Ş.", "+90 232 555 ", "Turkish",
     3},
    {"ATH", "Athens", "Αθήνα", "Greece", "Calder & Vane Hellas S.A.", "+30 21 0555 ", "Greek", 3},
    {"ALA", "Almaty", "Алматы", "Kazakhstan", kGmbh, "+7 727 555 ", "Cyrillic", 3},
    {"CAI", "Cairo", "القاهرة", "Egypt", kPlc, "+20 2 5550 ", "Arabic", 3},
    {"HFA", "Haifa", "חיפה", "Israel", kPlc, "+972 4 555 ", "Hebrew", 2},
    {"TBS", "Tbilisi", "თბილისი", "Georgia", kGmbh, "+995 32 555 ", "Georgian", 1},
    {"EVN", "Yerevan", "Երևան", "Armenia", kGmbh, "+374 10 555 ", "Armenian", 1},
    {"BKK", "Bangkok", "กรุงเทพฯ", "Thailand", kAsia, "+66 2 555 ", "Thai", 2},
    {"DAN", "Đà Nẵng", "Đà Nẵng", "Vietnam", kAsia, "+84 236 555 ", "Vietnamese", 2},
    {"ADD", "Addis Ababa", "አዲስ አበባ", "Ethiopia", kPlc, "+251 11 555 ", "Ethiopic", 1},
};

constexpr std::string_view kGeneralSkills[] = {
    "English",   "Français",           "Deutsch",         "Español", "中文", "العربية", "हिन्दी",
    "First aid", "Project management", "Public speaking",
};

// No text begins with a comma, a quote or a line break: after an unbalanced quote, the next quote
// a reader meets must not look like a proper end of the field.
constexpr std::string_view kNotes[] = {
    "Works from home on Fridays",
    "Part-time, 60 %",
    "Prefers \"they/them\", please use in letters",
    "Desk 3.14, second floor; parking space 27",
    "Badge lost, replaced; see ticket 48213",
    "First line: on secondment\nSecond line: returns in autumn",
    "Union representative",
    "Known as \"the librarian\"",
    "Éléments à compléter: carte d'identité",
    "Emergency contact: sister, phone on file",
    "Schlüssel Nr. 7, Werkstor \"Süd\"",
    "Needs:\n- standing desk\n- left-handed mouse",
    "産休から復帰",
    "Vegan 🌱, no nuts",
};

}  // namespace

std::span<const Department> departments() {
    return kDepartments;
}
std::span<const Office> offices() {
    return kOffices;
}
std::span<const std::string_view> generalSkills() {
    return kGeneralSkills;
}
std::span<const std::string_view> noteTexts() {
    return kNotes;
}

std::uint32_t partCount(std::string_view text) {
    return 1 + static_cast<std::uint32_t>(std::ranges::count(text, '|'));
}

std::string_view partOf(std::string_view text, std::uint32_t index) {
    for (auto skip = index % partCount(text); skip > 0; --skip) {
        text.remove_prefix(text.find('|') + 1);
    }
    return text.substr(0, text.find('|'));
}

}  // namespace jim::apps::sample
