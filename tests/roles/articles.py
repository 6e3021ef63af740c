"""What four articles about sales roles state of each role, by field of the role: the words that
carry a statement, not sentences."""

# The article that sets an account executive, a director and a vice president of sales side by side.
THREE_RANKS = {
    "account-executive": {
        "summary": ["full sales cycle", "grows the key customers"],
        "scope": [
            "individual quota",
            "day-to-day selling",
            "at the front line",
            "direct contact with customers",
            "personal sales target",
        ],
        "responsibilities": [
            "relationship with each key account",
            "account growth",
            "find potential clients",
            "present products and services",
            "close within authority",
            "customer is satisfied",
        ],
        "measures": ["customer satisfaction"],
    },
    "sales-director": {
        "summary": ["several sales teams or a region", "coverage, targets and results"],
        "scope": [
            "leads account executives",
            "through sales managers",
        ],
        "responsibilities": [
            "operations of the sales department",
            "set sales targets",
            "targets and processes",
            "strategy and coverage and carry them out",
            "training of sales staff",
            "analyse sales data",
            "improve performance",
            "in line with what the company wants to achieve",
        ],
        "hard_skills": ["developing and carrying out sales strategy", "designing sales processes"],
        "other_titles": ["director of sales"],
        "distinctions": [
            "broader view than an account executive's",
            "across the organisation",
            "a major region or segment",
        ],
    },
    "vp-sales": {
        "summary": ["leads the sales function"],
        "scope": [
            "member of the executive team",
            "view of the entire business",
            "the work is strategic",
            "beyond sales targets",
            "where the company is heading in the long run",
        ],
        "responsibilities": [
            "design strategic sales plans",
            "set overall sales targets",
            "manage the sales budget",
            "represent sales at executive level",
            "marketing, product development and other departments",
            "in line with the company's objectives",
            "contribute to long-term growth",
            "direction of the company",
        ],
        "hard_skills": ["budgeting"],
        "soft_skills": ["holding the whole business in view"],
        "other_titles": ["vice president of sales"],
    },
}

# The article on account executives and sales representatives.
EXECUTIVE_OR_REPRESENTATIVE = {
    "account-executive": {
        "summary": ["keeps and grows the key customers"],
        "scope": [
            "sales cycles are complex",
            "relationship-driven",
            "valuable accounts for years",
            "feeds wider business planning",
        ],
        "responsibilities": [
            "nurture the relationship",
            "point of contact that high-value clients turn to first",
            "tailored proposals",
            "over the long term",
            "marketing, product and other teams",
            "account performance",
            "retention",
            "renewals",
            "additional sales",
            "strategy for each key client",
            "passing clients between",
            "refining the sales strategy",
        ],
        "hard_skills": [
            "crm expertise",
            "analysing account performance data",
            "complex sales cycles",
            "strategic proposal",
        ],
        "soft_skills": [
            "exceptional relationship management",
            "excellent communication",
            "strategic thinking",
            "long-term success",
            "several internal teams",
            "lasting relationships",
            "tailored solutions",
        ],
        "measures": ["revenue", "renewal and retention rate"],
        "pay_structure": [
            "higher base salary than a sales representative's",
            "performance bonus",
            "data-driven companies",
            "analytics to plan pay and career growth",
        ],
        "distinctions": [
            "grew out of the need to stay close",
            "larger clients and complex accounts",
            "more strategic level than a sales representative",
            "interchangeably",
            "neither account executive nor sales representative is the senior title",
            "how large a company is and how it is organised decide",
            "many companies employ both",
            "balanced and cohesive sales strategy",
        ],
    },
    "sales-representative": {
        "summary": ["new leads", "wider customer base", "new and smaller customers"],
        "scope": [
            "new business comes first",
            "closing quickly",
            "daily or monthly targets",
        ],
        "responsibilities": [
            "generate leads",
            "new revenue",
            "contact prospective customers",
            "product pitches",
            "product demonstrations",
            "negotiate contract terms",
            "close the agreement",
            "without delay",
            "meet or beat the sales quota",
            "passing clients between",
            "refining the sales strategy",
        ],
        "hard_skills": [
            "lead generation",
            "sales automation tools",
            "product demonstrations",
            "digital sales platforms",
            "strong negotiation",
            "contract management",
        ],
        "soft_skills": [
            "persuasive communication",
            "resilience in cold calling",
            "self-motivation",
            "demanding goals and quotas",
            "quick problem solving when the pace is high",
            "enjoyment of closing deals",
            "competition",
        ],
        "experience": ["good starting point"],
        "work_environment": ["fast-paced", "competitive", "target-driven"],
        "measures": ["revenue", "daily, monthly and quarterly quota", "new customers won"],
        "pay_structure": [
            "commission carries most",
            "deals that close quickly",
            "modest base",
            "data-driven companies",
            "analytics to plan pay and career growth",
        ],
        "distinctions": [
            "more transactional than an account executive's",
            "for decades",
            "interchangeably",
            "neither account executive nor sales representative is the senior title",
            "how large a company is and how it is organised decide",
            "many companies employ both",
            "balanced and cohesive sales strategy",
        ],
    },
}

# The article on eight roles in sales leadership.
LEADERSHIP = {
    "sales-manager": {
        "scope": ["day-to-day operations"],
        "responsibilities": [
            "put the leadership's strategy into practice",
            "reach its targets",
            "coach and support sales representatives",
            "analyse sales data",
            "ways to improve performance",
        ],
    },
    "sales-director": {
        "responsibilities": [
            "carry them out",
            "set sales targets",
            "monitor several teams",
            "other departments",
            "in line with the company's objectives",
            "long-term sales plans",
        ],
        "hard_skills": ["performance analysis over several teams"],
        "distinctions": [
            "broader view than",
            "a sales manager's",
            "several teams",
        ],
    },
    "vp-sales": {
        "scope": ["whole sales function"],
        "responsibilities": [
            "with C-level colleagues",
            "growth and revenue the company aims for",
            "overall sales targets",
            "sales budget",
            "recruitment",
            "talent development",
        ],
    },
    "sales-enablement-manager": {
        "summary": ["prepare sellers"],
        "responsibilities": [
            "tools, resources and knowledge",
            "sales collateral",
            "playbooks",
            "together with product and marketing",
            "provide sales training",
        ],
        "soft_skills": ["collaboration with product and marketing"],
        "measures": ["effectiveness and efficiency of the sales team"],
    },
    "sales-operations-manager": {
        "responsibilities": [
            "streamline sales processes",
            "workflows",
            "team runs smoothly",
            "productivity rises",
            "analyse sales data",
            "sales technology and tools",
            "sales performance reports",
            "forecasting process",
            "support planning",
        ],
        "measures": ["productivity of the sales team"],
    },
    "sales-trainer": {
        "summary": ["skills to do the job"],
        "responsibilities": [
            "sessions and workshops",
            "selling techniques",
            "ongoing coaching",
            "industry trends",
            "best practice",
            "company's sales goals",
        ],
        "hard_skills": ["sales techniques and strategies"],
        "measures": ["skill of participants"],
    },
    "sales-team-leader": {
        "summary": ["small group", "supporting live deals"],
        "scope": ["frontline post"],
        "responsibilities": [
            "coach and support sales representatives",
            "individual targets",
            "the team target",
            "remove obstacles that hold up a sale",
        ],
        "hard_skills": ["individual and team targets"],
        "soft_skills": ["hands-on coaching"],
    },
    "sales-coach": {
        "other_titles": ["mentor"],
        "summary": ["one-to-one coaching"],
        "responsibilities": [
            "potential of the sales team",
            "one-to-one guidance",
            "strengths",
            "areas to improve",
            "each person's sales targets",
        ],
        "soft_skills": ["adapting to very different people"],
        "measures": ["progress of coachees towards their targets"],
    },
}

# The article on sales managers and account executives. Its account executive runs campaigns in an
# agency; what it says of selling stands with the account executive who sells as well.
MANAGER_OR_EXECUTIVE = {
    "sales-manager": {
        "scope": ["whole sales process"],
        "responsibilities": [
            "lead and motivate the team",
            "sales strategy and plan",
            "set quotas",
            "follow performance",
            "identify training needs",
            "development and mentoring",
            "hiring and dismissal",
            "contact important prospects and customers",
            "new products and markets",
            "ways to raise sales",
        ],
        "hard_skills": ["strong negotiation", "closed deal", "signed contract"],
        "soft_skills": [
            "leading and motivating people",
            "coaching and mentoring",
            "excellent communication with clients, prospects and colleagues",
        ],
        "education": [
            "at least a bachelor's degree",
            "business administration",
            "marketing",
            "some employers prefer a master's degree",
        ],
        "experience": [
            "several years in sales before promotion",
        ],
        "work_environment": ["managerial work", "mostly in the office"],
        "travel": ["visits to customers", "trade shows"],
        "measures": ["against quota"],
        "industries": ["retail", "technology", "automotive", "real estate"],
        "distinctions": [
            "more experience in sales than most account executives have",
            "more managerial than an account executive's",
        ],
    },
    "agency-account-executive": {
        "summary": [
            "works with an agency's clients",
            "create and run marketing and advertising campaigns",
        ],
        "scope": [
            "leads projects",
            "sells further work to present clients",
        ],
        "responsibilities": [
            "client relationship",
            "strategy and a campaign plan",
            "copywriters, art directors and designers",
            "develop concepts",
            "serve the client's aims",
            "present campaigns",
            "on brand",
            "on budget",
            "win new business",
            "pitching ideas to prospective clients",
            "call present clients",
            "additional products and services",
            "coordinate the people who work on different parts of a project",
            "team meets its deadline",
        ],
        "hard_skills": [
            "strong negotiation",
            "closed deal",
            "signed contract",
            "knowledge of the products and services",
            "pitching",
        ],
        "soft_skills": [
            "interpersonal skills",
            "client relationships",
            "excellent communication with clients, prospects and colleagues",
        ],
        "education": ["usually a bachelor's degree", "communications", "public relations"],
        "work_environment": [
            "office",
            "side by side with other account executives",
            "strategies for clients",
        ],
        "travel": ["visits to clients", "conferences"],
        "industries": ["advertising", "marketing services"],
        "distinctions": [
            "promotion to a management post",
            "several years of selling",
            "sits in one department",
            "narrower than a sales manager's",
            "that department's daily work",
            "deeper knowledge of the products and services sold than management",
            "less experience in sales",
        ],
    },
    "account-executive": {
        "responsibilities": ["call present clients", "additional products and services"],
        "hard_skills": ["strong negotiation", "knowledge of the products and services sold"],
        "soft_skills": ["excellent communication with clients, prospects and colleagues"],
        "education": ["bachelor's degree"],
        "experience": ["two to five years of selling"],
        "travel": ["visits to clients", "industry events"],
    },
}

ARTICLES = {
    "three-ranks": THREE_RANKS,
    "executive-or-representative": EXECUTIVE_OR_REPRESENTATIVE,
    "leadership": LEADERSHIP,
    "manager-or-executive": MANAGER_OR_EXECUTIVE,
}

# What the articles say two roles have in common is one line, the same in both.
SHARED = [
    # executive or representative
    ("account-executive", "sales-representative", "responsibilities", "product demonstrations"),
    ("account-executive", "sales-representative", "responsibilities", "client enquiries"),
    ("account-executive", "sales-representative", "responsibilities", "passing clients between"),
    ("account-executive", "sales-representative", "measures", "revenue"),
    ("account-executive", "sales-representative", "hard_skills", "strong negotiation"),
    # manager or executive
    ("agency-account-executive", "sales-manager", "soft_skills", "excellent communication"),
    ("agency-account-executive", "sales-manager", "hard_skills", "strong negotiation"),
    ("account-executive", "sales-manager", "soft_skills", "excellent communication"),
    ("account-executive", "sales-manager", "hard_skills", "strong negotiation"),
    ("account-executive", "agency-account-executive", "responsibilities", "call present clients"),
    # three ranks, and leadership
    ("sales-director", "vp-sales", "responsibilities", "other departments"),
    ("sales-director", "sales-manager", "responsibilities", "analyse sales data"),
    ("sales-manager", "sales-operations-manager", "responsibilities", "analyse sales data"),
    ("sales-manager", "sales-team-leader", "responsibilities", "coach and support"),
]

LINKS = [
    # three ranks
    ("account-executive", "reports_to", "sales-director"),
    ("sales-manager", "reports_to", "sales-director"),
    # executive or representative
    ("account-executive", "reports_to", "vp-sales"),
    ("sales-representative", "reports_to", "sales-manager"),
    ("sales-representative", "reports_to", "sales-team-leader"),
    ("account-executive", "career_to", "Key Account Manager"),
    ("account-executive", "career_to", "sales-director"),
    ("account-executive", "career_to", "Wider leadership posts in sales"),
    ("sales-representative", "career_to", "Senior Sales Representative"),
    ("sales-representative", "career_to", "account-executive"),
    ("sales-representative", "career_to", "sales-team-leader"),
    ("account-executive", "career_from", "sales-representative"),
    # leadership
    ("sales-team-leader", "reports_to", "sales-manager"),
    ("sales-team-leader", "reports_to", "sales-director"),
    # manager or executive: from years in sales to management
    ("account-executive", "career_to", "sales-manager"),
    ("sales-manager", "career_from", "account-executive"),
]

# Who stands above whom. Account executive and sales representative are left out on purpose: one
# article calls it a myth that either is the senior by itself.
LEVELS = [
    # three ranks
    ("account-executive", "sales-director"),
    ("sales-director", "vp-sales"),
    # leadership
    ("sales-team-leader", "sales-manager"),
    ("sales-manager", "sales-director"),
    # manager or executive
    ("agency-account-executive", "sales-manager"),
    ("account-executive", "sales-manager"),
]

# What a role asks for most, by the articles, is among its competencies.
COMPETENCIES = [
    # three ranks
    ("sales-director", "sales-strategy"),
    ("vp-sales", "sales-strategy"),
    ("vp-sales", "executive-influence"),
    # executive or representative
    ("account-executive", "needs-discovery"),
    ("account-executive", "account-planning"),
    ("account-executive", "customer-partnership"),
    ("account-executive", "negotiation-closing"),
    ("sales-representative", "prospecting"),
    ("sales-representative", "resilience-drive"),
    ("sales-representative", "objection-handling"),
    # leadership
    ("vp-sales", "hiring-team-building"),
    ("sales-manager", "coaching"),
    ("sales-enablement-manager", "enablement-programs"),
    ("sales-enablement-manager", "collaboration"),
    ("sales-operations-manager", "sales-analytics"),
    ("sales-operations-manager", "sales-systems-process"),
    ("sales-trainer", "facilitation"),
    ("sales-trainer", "learning-agility"),
    ("sales-team-leader", "coaching"),
    ("sales-coach", "coaching"),
    ("sales-coach", "call-diagnosis"),
    # manager or executive
    ("sales-manager", "performance-management"),
    ("sales-manager", "hiring-team-building"),
    ("agency-account-executive", "campaign-planning"),
    ("agency-account-executive", "campaign-delivery"),
    ("agency-account-executive", "campaign-pitching"),
    ("agency-account-executive", "creative-briefing"),
    ("agency-account-executive", "client-service"),
    ("agency-account-executive", "clear-communication"),
]

# manager or executive: yearly averages, which the article neither dates nor sources.
PAY = [("sales-manager", 83778, "83,778 USD"), ("agency-account-executive", 73872, "73,872 USD")]
