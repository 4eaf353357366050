// Written by `npm run client` out of the Admin API's OpenAPI document; a test fails when it is stale.
export interface paths {
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants, oldest first
         * @description For the platform operator.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                status: "active" | "suspended";
                                plan: string;
                                /** @enum {string} */
                                defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a tenant
         * @description For the platform operator.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        slug: string;
                        name: string;
                        /**
                         * @default en
                         * @enum {string}
                         */
                        defaultLocale?: "fr" | "en" | "es" | "pt" | "ar" | "de";
                        /** @default standard */
                        plan?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            plan: string;
                            /** @enum {string} */
                            defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a tenant
         * @description For the platform operator.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            plan: string;
                            /** @enum {string} */
                            defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the named fields of a tenant
         * @description For the platform operator.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        defaultLocale?: "fr" | "en" | "es" | "pt" | "ar" | "de";
                        plan?: string;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            plan: string;
                            /** @enum {string} */
                            defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/tenants/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a tenant: nobody of it gets in, what it receives is kept and not answered, what it would send waits
         * @description For the platform operator.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            plan: string;
                            /** @enum {string} */
                            defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a suspended tenant go on, from the next message on
         * @description For the platform operator.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            plan: string;
                            /** @enum {string} */
                            defaultLocale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who did what in all tenants, latest first
         * @description For the platform operator.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    action?: string;
                    subjectKind?: string;
                    subjectId?: string;
                    actorKind?: "platform" | "api_key" | "user" | "end_user" | "system";
                    actorId?: string;
                    from?: string;
                    to?: string;
                    tenantId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                tenantId: string;
                                /** Format: date-time */
                                occurredAt: string;
                                /** @enum {string} */
                                actorKind: "platform" | "api_key" | "user" | "end_user" | "system";
                                actorId: string | null;
                                action: string;
                                subjectKind: string;
                                subjectId: string | null;
                                before: unknown;
                                after: unknown;
                                requestId: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys, revoked ones included
         * @description Needs the role admin and the scope api-keys:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                prefix: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "agent" | "viewer";
                                scopes: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                                expiresAt: string | null;
                                lastUsedAt: string | null;
                                revokedAt: string | null;
                                previousSecret: {
                                    prefix: string;
                                    /** Format: date-time */
                                    expiresAt: string;
                                } | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Issue an API key that may what you may, or less; its secret is shown this once
         * @description Needs the role owner and the scope api-keys:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "agent" | "viewer";
                        /** @default null */
                        scopes?: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "agent" | "viewer";
                            scopes: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                            previousSecret: {
                                prefix: string;
                                /** Format: date-time */
                                expiresAt: string;
                            } | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an API key, without its secret
         * @description Needs the role admin and the scope api-keys:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "agent" | "viewer";
                            scopes: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                            previousSecret: {
                                prefix: string;
                                /** Format: date-time */
                                expiresAt: string;
                            } | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Revoke an API key, at once and for ever
         * @description Needs the role owner and the scope api-keys:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change the name, the scopes or the expiry of an API key
         * @description Needs the role owner and the scope api-keys:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        scopes?: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "agent" | "viewer";
                            scopes: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                            previousSecret: {
                                prefix: string;
                                /** Format: date-time */
                                expiresAt: string;
                            } | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret, shown this once; the old one works on for overlapSeconds
         * @description Needs the role owner and the scope api-keys:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @default 86400 */
                        overlapSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "agent" | "viewer";
                            scopes: ("api-keys:read" | "api-keys:write" | "assistants:read" | "assistants:write" | "audit-log:read" | "channels:read" | "channels:write" | "conversations:read" | "conversations:write" | "end-users:read" | "end-users:write" | "knowledge:read" | "knowledge:write" | "message-templates:read" | "message-templates:write" | "quotas:read" | "settings:read" | "settings:write" | "usage:read" | "webhooks:read" | "webhooks:write")[] | null;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                            previousSecret: {
                                prefix: string;
                                /** Format: date-time */
                                expiresAt: string;
                            } | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who did what in the tenant, latest first
         * @description Needs the role admin and the scope audit-log:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    action?: string;
                    subjectKind?: string;
                    subjectId?: string;
                    actorKind?: "platform" | "api_key" | "user" | "end_user" | "system";
                    actorId?: string;
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                tenantId: string;
                                /** Format: date-time */
                                occurredAt: string;
                                /** @enum {string} */
                                actorKind: "platform" | "api_key" | "user" | "end_user" | "system";
                                actorId: string | null;
                                action: string;
                                subjectKind: string;
                                subjectId: string | null;
                                before: unknown;
                                after: unknown;
                                requestId: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assistants
         * @description Needs the role viewer and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @default  */
                                instructions: string;
                                /**
                                 * @default flash
                                 * @enum {string}
                                 */
                                modelTier: "flash" | "pro";
                                /** @default null */
                                model: string | null;
                                /**
                                 * @default en
                                 * @enum {string}
                                 */
                                locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                                /**
                                 * @default end_user
                                 * @enum {string}
                                 */
                                language: "end_user" | "fixed";
                                /** @default 0.3 */
                                temperature: number;
                                /** @default 1024 */
                                maxOutputTokens: number;
                                /**
                                 * @default [
                                 *       "hand_off_to_human"
                                 *     ]
                                 */
                                tools: string[];
                                /** @default {} */
                                coalescing: {
                                    [key: string]: unknown;
                                };
                                knowledge: {
                                    /**
                                     * @default short
                                     * @enum {string}
                                     */
                                    citations: "none" | "short";
                                    /**
                                     * @default say_so
                                     * @enum {string}
                                     */
                                    whenUnknown: "say_so" | "offer_hand_off";
                                    /** @default 2000 */
                                    passageTokens: number;
                                    /** @default 8 */
                                    passageLimit: number;
                                };
                                /** @default [] */
                                knowledgeBaseIds: string[];
                                /** @default {} */
                                texts: {
                                    welcome?: {
                                        [key: string]: string;
                                    };
                                    fallback?: {
                                        [key: string]: string;
                                    };
                                    closed?: {
                                        [key: string]: string;
                                    };
                                    handOff?: {
                                        [key: string]: string;
                                    };
                                };
                                /** @default null */
                                businessHours: {
                                    timeZone: string;
                                    week: {
                                        monday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        tuesday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        wednesday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        thursday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        friday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        saturday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        sunday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                    };
                                    /** @default [] */
                                    exceptions: {
                                        /** Format: date */
                                        date: string;
                                        openings: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                    }[];
                                    /**
                                     * @default say_closed
                                     * @enum {string}
                                     */
                                    outside: "say_closed" | "answer_with_note" | "hand_off";
                                } | null;
                                handOffRules: {
                                    /** @default [] */
                                    phrases: string[];
                                    /** @default null */
                                    afterUnknown: number | null;
                                };
                                endUserLimits: {
                                    /** @default 60 */
                                    perMinute: number | null;
                                    /** @default 600 */
                                    perHour: number | null;
                                    /** @default 2000 */
                                    perDay: number | null;
                                };
                                /** @default true */
                                breaksLoops: boolean;
                                outageRules: {
                                    /**
                                     * @default apologise
                                     * @enum {string}
                                     */
                                    modelOutage: "apologise" | "answer_later" | "hand_off";
                                    /** @default 120 */
                                    staleAfterMinutes: number;
                                    /**
                                     * @default answer
                                     * @enum {string}
                                     */
                                    stale: "answer" | "apologise" | "skip";
                                };
                                /** Format: uuid */
                                id: string;
                                name: string;
                                publishedVersion: number;
                                /** Format: date-time */
                                publishedAt: string;
                                hasUnpublishedChanges: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an assistant and publish it as version 1: a channel can be given to it at once
         * @description Needs the role admin and the scope assistants:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default  */
                        instructions?: string;
                        /**
                         * @default flash
                         * @enum {string}
                         */
                        modelTier?: "flash" | "pro";
                        /** @default null */
                        model?: string | null;
                        /**
                         * @default en
                         * @enum {string}
                         */
                        locale?: "fr" | "en" | "es" | "pt" | "ar" | "de";
                        /**
                         * @default end_user
                         * @enum {string}
                         */
                        language?: "end_user" | "fixed";
                        /** @default 0.3 */
                        temperature?: number;
                        /** @default 1024 */
                        maxOutputTokens?: number;
                        /**
                         * @default [
                         *       "hand_off_to_human"
                         *     ]
                         */
                        tools?: "hand_off_to_human"[];
                        /** @default {} */
                        coalescing?: {
                            completeWaitMs?: number;
                            fragmentWaitMs?: number;
                            leadInWaitMs?: number;
                            uncaptionedWaitMs?: number;
                            rhythmMinWaitMs?: number;
                            rhythmMaxWaitMs?: number;
                            maxWaitMs?: number;
                            mediaMaxWaitMs?: number;
                        };
                        /** @default {} */
                        knowledge?: {
                            /** @enum {string} */
                            citations?: "none" | "short";
                            /** @enum {string} */
                            whenUnknown?: "say_so" | "offer_hand_off";
                            passageTokens?: number;
                            passageLimit?: number;
                        };
                        /** @default [] */
                        knowledgeBaseIds?: string[];
                        /** @default {} */
                        texts?: {
                            welcome?: {
                                [key: string]: string;
                            };
                            fallback?: {
                                [key: string]: string;
                            };
                            closed?: {
                                [key: string]: string;
                            };
                            handOff?: {
                                [key: string]: string;
                            };
                        };
                        /** @default null */
                        businessHours?: {
                            timeZone: string;
                            week: {
                                monday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                tuesday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                wednesday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                thursday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                friday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                saturday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                sunday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                            };
                            /** @default [] */
                            exceptions?: {
                                /** Format: date */
                                date: string;
                                openings: {
                                    opens: string;
                                    closes: string;
                                }[];
                            }[];
                            /**
                             * @default say_closed
                             * @enum {string}
                             */
                            outside?: "say_closed" | "answer_with_note" | "hand_off";
                        } | null;
                        /** @default {} */
                        handOffRules?: {
                            /** @default [] */
                            phrases?: string[];
                            /** @default null */
                            afterUnknown?: number | null;
                        };
                        /** @default {} */
                        endUserLimits?: {
                            /** @default 60 */
                            perMinute?: number | null;
                            /** @default 600 */
                            perHour?: number | null;
                            /** @default 2000 */
                            perDay?: number | null;
                        };
                        /** @default true */
                        breaksLoops?: boolean;
                        /** @default {} */
                        outageRules?: {
                            /**
                             * @default apologise
                             * @enum {string}
                             */
                            modelOutage?: "apologise" | "answer_later" | "hand_off";
                            /** @default 120 */
                            staleAfterMinutes?: number;
                            /**
                             * @default answer
                             * @enum {string}
                             */
                            stale?: "answer" | "apologise" | "skip";
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default  */
                            instructions: string;
                            /**
                             * @default flash
                             * @enum {string}
                             */
                            modelTier: "flash" | "pro";
                            /** @default null */
                            model: string | null;
                            /**
                             * @default en
                             * @enum {string}
                             */
                            locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /**
                             * @default end_user
                             * @enum {string}
                             */
                            language: "end_user" | "fixed";
                            /** @default 0.3 */
                            temperature: number;
                            /** @default 1024 */
                            maxOutputTokens: number;
                            /**
                             * @default [
                             *       "hand_off_to_human"
                             *     ]
                             */
                            tools: string[];
                            /** @default {} */
                            coalescing: {
                                [key: string]: unknown;
                            };
                            knowledge: {
                                /**
                                 * @default short
                                 * @enum {string}
                                 */
                                citations: "none" | "short";
                                /**
                                 * @default say_so
                                 * @enum {string}
                                 */
                                whenUnknown: "say_so" | "offer_hand_off";
                                /** @default 2000 */
                                passageTokens: number;
                                /** @default 8 */
                                passageLimit: number;
                            };
                            /** @default [] */
                            knowledgeBaseIds: string[];
                            /** @default {} */
                            texts: {
                                welcome?: {
                                    [key: string]: string;
                                };
                                fallback?: {
                                    [key: string]: string;
                                };
                                closed?: {
                                    [key: string]: string;
                                };
                                handOff?: {
                                    [key: string]: string;
                                };
                            };
                            /** @default null */
                            businessHours: {
                                timeZone: string;
                                week: {
                                    monday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    tuesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    wednesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    thursday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    friday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    saturday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    sunday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                };
                                /** @default [] */
                                exceptions: {
                                    /** Format: date */
                                    date: string;
                                    openings: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                }[];
                                /**
                                 * @default say_closed
                                 * @enum {string}
                                 */
                                outside: "say_closed" | "answer_with_note" | "hand_off";
                            } | null;
                            handOffRules: {
                                /** @default [] */
                                phrases: string[];
                                /** @default null */
                                afterUnknown: number | null;
                            };
                            endUserLimits: {
                                /** @default 60 */
                                perMinute: number | null;
                                /** @default 600 */
                                perHour: number | null;
                                /** @default 2000 */
                                perDay: number | null;
                            };
                            /** @default true */
                            breaksLoops: boolean;
                            outageRules: {
                                /**
                                 * @default apologise
                                 * @enum {string}
                                 */
                                modelOutage: "apologise" | "answer_later" | "hand_off";
                                /** @default 120 */
                                staleAfterMinutes: number;
                                /**
                                 * @default answer
                                 * @enum {string}
                                 */
                                stale: "answer" | "apologise" | "skip";
                            };
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publishedVersion: number;
                            /** Format: date-time */
                            publishedAt: string;
                            hasUnpublishedChanges: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an assistant
         * @description Needs the role viewer and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default  */
                            instructions: string;
                            /**
                             * @default flash
                             * @enum {string}
                             */
                            modelTier: "flash" | "pro";
                            /** @default null */
                            model: string | null;
                            /**
                             * @default en
                             * @enum {string}
                             */
                            locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /**
                             * @default end_user
                             * @enum {string}
                             */
                            language: "end_user" | "fixed";
                            /** @default 0.3 */
                            temperature: number;
                            /** @default 1024 */
                            maxOutputTokens: number;
                            /**
                             * @default [
                             *       "hand_off_to_human"
                             *     ]
                             */
                            tools: string[];
                            /** @default {} */
                            coalescing: {
                                [key: string]: unknown;
                            };
                            knowledge: {
                                /**
                                 * @default short
                                 * @enum {string}
                                 */
                                citations: "none" | "short";
                                /**
                                 * @default say_so
                                 * @enum {string}
                                 */
                                whenUnknown: "say_so" | "offer_hand_off";
                                /** @default 2000 */
                                passageTokens: number;
                                /** @default 8 */
                                passageLimit: number;
                            };
                            /** @default [] */
                            knowledgeBaseIds: string[];
                            /** @default {} */
                            texts: {
                                welcome?: {
                                    [key: string]: string;
                                };
                                fallback?: {
                                    [key: string]: string;
                                };
                                closed?: {
                                    [key: string]: string;
                                };
                                handOff?: {
                                    [key: string]: string;
                                };
                            };
                            /** @default null */
                            businessHours: {
                                timeZone: string;
                                week: {
                                    monday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    tuesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    wednesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    thursday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    friday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    saturday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    sunday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                };
                                /** @default [] */
                                exceptions: {
                                    /** Format: date */
                                    date: string;
                                    openings: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                }[];
                                /**
                                 * @default say_closed
                                 * @enum {string}
                                 */
                                outside: "say_closed" | "answer_with_note" | "hand_off";
                            } | null;
                            handOffRules: {
                                /** @default [] */
                                phrases: string[];
                                /** @default null */
                                afterUnknown: number | null;
                            };
                            endUserLimits: {
                                /** @default 60 */
                                perMinute: number | null;
                                /** @default 600 */
                                perHour: number | null;
                                /** @default 2000 */
                                perDay: number | null;
                            };
                            /** @default true */
                            breaksLoops: boolean;
                            outageRules: {
                                /**
                                 * @default apologise
                                 * @enum {string}
                                 */
                                modelOutage: "apologise" | "answer_later" | "hand_off";
                                /** @default 120 */
                                staleAfterMinutes: number;
                                /**
                                 * @default answer
                                 * @enum {string}
                                 */
                                stale: "answer" | "apologise" | "skip";
                            };
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publishedVersion: number;
                            /** Format: date-time */
                            publishedAt: string;
                            hasUnpublishedChanges: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the named fields of an assistant’s draft, which answers nobody until it is published; its name changes at once
         * @description Needs the role admin and the scope assistants:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        instructions?: string;
                        /** @enum {string} */
                        modelTier?: "flash" | "pro";
                        model?: string | null;
                        /** @enum {string} */
                        locale?: "fr" | "en" | "es" | "pt" | "ar" | "de";
                        /** @enum {string} */
                        language?: "end_user" | "fixed";
                        temperature?: number;
                        maxOutputTokens?: number;
                        tools?: "hand_off_to_human"[];
                        coalescing?: {
                            completeWaitMs?: number;
                            fragmentWaitMs?: number;
                            leadInWaitMs?: number;
                            uncaptionedWaitMs?: number;
                            rhythmMinWaitMs?: number;
                            rhythmMaxWaitMs?: number;
                            maxWaitMs?: number;
                            mediaMaxWaitMs?: number;
                        };
                        knowledge?: {
                            /** @enum {string} */
                            citations?: "none" | "short";
                            /** @enum {string} */
                            whenUnknown?: "say_so" | "offer_hand_off";
                            passageTokens?: number;
                            passageLimit?: number;
                        };
                        knowledgeBaseIds?: string[];
                        texts?: {
                            welcome?: {
                                [key: string]: string;
                            };
                            fallback?: {
                                [key: string]: string;
                            };
                            closed?: {
                                [key: string]: string;
                            };
                            handOff?: {
                                [key: string]: string;
                            };
                        };
                        businessHours?: {
                            timeZone: string;
                            week: {
                                monday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                tuesday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                wednesday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                thursday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                friday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                saturday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                                sunday?: {
                                    opens: string;
                                    closes: string;
                                }[];
                            };
                            /** @default [] */
                            exceptions?: {
                                /** Format: date */
                                date: string;
                                openings: {
                                    opens: string;
                                    closes: string;
                                }[];
                            }[];
                            /**
                             * @default say_closed
                             * @enum {string}
                             */
                            outside?: "say_closed" | "answer_with_note" | "hand_off";
                        } | null;
                        handOffRules?: {
                            /** @default [] */
                            phrases?: string[];
                            /** @default null */
                            afterUnknown?: number | null;
                        };
                        endUserLimits?: {
                            /** @default 60 */
                            perMinute?: number | null;
                            /** @default 600 */
                            perHour?: number | null;
                            /** @default 2000 */
                            perDay?: number | null;
                        };
                        breaksLoops?: boolean;
                        outageRules?: {
                            /**
                             * @default apologise
                             * @enum {string}
                             */
                            modelOutage?: "apologise" | "answer_later" | "hand_off";
                            /** @default 120 */
                            staleAfterMinutes?: number;
                            /**
                             * @default answer
                             * @enum {string}
                             */
                            stale?: "answer" | "apologise" | "skip";
                        };
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default  */
                            instructions: string;
                            /**
                             * @default flash
                             * @enum {string}
                             */
                            modelTier: "flash" | "pro";
                            /** @default null */
                            model: string | null;
                            /**
                             * @default en
                             * @enum {string}
                             */
                            locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /**
                             * @default end_user
                             * @enum {string}
                             */
                            language: "end_user" | "fixed";
                            /** @default 0.3 */
                            temperature: number;
                            /** @default 1024 */
                            maxOutputTokens: number;
                            /**
                             * @default [
                             *       "hand_off_to_human"
                             *     ]
                             */
                            tools: string[];
                            /** @default {} */
                            coalescing: {
                                [key: string]: unknown;
                            };
                            knowledge: {
                                /**
                                 * @default short
                                 * @enum {string}
                                 */
                                citations: "none" | "short";
                                /**
                                 * @default say_so
                                 * @enum {string}
                                 */
                                whenUnknown: "say_so" | "offer_hand_off";
                                /** @default 2000 */
                                passageTokens: number;
                                /** @default 8 */
                                passageLimit: number;
                            };
                            /** @default [] */
                            knowledgeBaseIds: string[];
                            /** @default {} */
                            texts: {
                                welcome?: {
                                    [key: string]: string;
                                };
                                fallback?: {
                                    [key: string]: string;
                                };
                                closed?: {
                                    [key: string]: string;
                                };
                                handOff?: {
                                    [key: string]: string;
                                };
                            };
                            /** @default null */
                            businessHours: {
                                timeZone: string;
                                week: {
                                    monday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    tuesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    wednesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    thursday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    friday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    saturday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    sunday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                };
                                /** @default [] */
                                exceptions: {
                                    /** Format: date */
                                    date: string;
                                    openings: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                }[];
                                /**
                                 * @default say_closed
                                 * @enum {string}
                                 */
                                outside: "say_closed" | "answer_with_note" | "hand_off";
                            } | null;
                            handOffRules: {
                                /** @default [] */
                                phrases: string[];
                                /** @default null */
                                afterUnknown: number | null;
                            };
                            endUserLimits: {
                                /** @default 60 */
                                perMinute: number | null;
                                /** @default 600 */
                                perHour: number | null;
                                /** @default 2000 */
                                perDay: number | null;
                            };
                            /** @default true */
                            breaksLoops: boolean;
                            outageRules: {
                                /**
                                 * @default apologise
                                 * @enum {string}
                                 */
                                modelOutage: "apologise" | "answer_later" | "hand_off";
                                /** @default 120 */
                                staleAfterMinutes: number;
                                /**
                                 * @default answer
                                 * @enum {string}
                                 */
                                stale: "answer" | "apologise" | "skip";
                            };
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publishedVersion: number;
                            /** Format: date-time */
                            publishedAt: string;
                            hasUnpublishedChanges: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/assistants/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Throw the unpublished changes of an assistant away: its draft says again what is published
         * @description Needs the role admin and the scope assistants:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default  */
                            instructions: string;
                            /**
                             * @default flash
                             * @enum {string}
                             */
                            modelTier: "flash" | "pro";
                            /** @default null */
                            model: string | null;
                            /**
                             * @default en
                             * @enum {string}
                             */
                            locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                            /**
                             * @default end_user
                             * @enum {string}
                             */
                            language: "end_user" | "fixed";
                            /** @default 0.3 */
                            temperature: number;
                            /** @default 1024 */
                            maxOutputTokens: number;
                            /**
                             * @default [
                             *       "hand_off_to_human"
                             *     ]
                             */
                            tools: string[];
                            /** @default {} */
                            coalescing: {
                                [key: string]: unknown;
                            };
                            knowledge: {
                                /**
                                 * @default short
                                 * @enum {string}
                                 */
                                citations: "none" | "short";
                                /**
                                 * @default say_so
                                 * @enum {string}
                                 */
                                whenUnknown: "say_so" | "offer_hand_off";
                                /** @default 2000 */
                                passageTokens: number;
                                /** @default 8 */
                                passageLimit: number;
                            };
                            /** @default [] */
                            knowledgeBaseIds: string[];
                            /** @default {} */
                            texts: {
                                welcome?: {
                                    [key: string]: string;
                                };
                                fallback?: {
                                    [key: string]: string;
                                };
                                closed?: {
                                    [key: string]: string;
                                };
                                handOff?: {
                                    [key: string]: string;
                                };
                            };
                            /** @default null */
                            businessHours: {
                                timeZone: string;
                                week: {
                                    monday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    tuesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    wednesday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    thursday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    friday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    saturday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                    sunday?: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                };
                                /** @default [] */
                                exceptions: {
                                    /** Format: date */
                                    date: string;
                                    openings: {
                                        opens: string;
                                        closes: string;
                                    }[];
                                }[];
                                /**
                                 * @default say_closed
                                 * @enum {string}
                                 */
                                outside: "say_closed" | "answer_with_note" | "hand_off";
                            } | null;
                            handOffRules: {
                                /** @default [] */
                                phrases: string[];
                                /** @default null */
                                afterUnknown: number | null;
                            };
                            endUserLimits: {
                                /** @default 60 */
                                perMinute: number | null;
                                /** @default 600 */
                                perHour: number | null;
                                /** @default 2000 */
                                perDay: number | null;
                            };
                            /** @default true */
                            breaksLoops: boolean;
                            outageRules: {
                                /**
                                 * @default apologise
                                 * @enum {string}
                                 */
                                modelOutage: "apologise" | "answer_later" | "hand_off";
                                /** @default 120 */
                                staleAfterMinutes: number;
                                /**
                                 * @default answer
                                 * @enum {string}
                                 */
                                stale: "answer" | "apologise" | "skip";
                            };
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publishedVersion: number;
                            /** Format: date-time */
                            publishedAt: string;
                            hasUnpublishedChanges: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the draft as the next version: turns that begin from now on use it. Without changes, nothing happens
         * @description Needs the role admin and the scope assistants:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Nothing to do: the same is there already */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            note: string | null;
                            rolledBackTo: number | null;
                            publishedBy: {
                                kind: string;
                                id: string | null;
                            };
                            /** Format: date-time */
                            publishedAt: string;
                            isUnchanged: boolean;
                        };
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            note: string | null;
                            rolledBackTo: number | null;
                            publishedBy: {
                                kind: string;
                                id: string | null;
                            };
                            /** Format: date-time */
                            publishedAt: string;
                            isUnchanged: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish an older version again, as the next one; unpublished changes of the draft stay there
         * @description Needs the role admin and the scope assistants:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @default null */
                        note?: string | null;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            note: string | null;
                            rolledBackTo: number | null;
                            publishedBy: {
                                kind: string;
                                id: string | null;
                            };
                            /** Format: date-time */
                            publishedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of an assistant, newest first
         * @description Needs the role viewer and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                number: number;
                                note: string | null;
                                rolledBackTo: number | null;
                                publishedBy: {
                                    kind: string;
                                    id: string | null;
                                };
                                /** Format: date-time */
                                publishedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of an assistant with its settings
         * @description Needs the role viewer and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            note: string | null;
                            rolledBackTo: number | null;
                            publishedBy: {
                                kind: string;
                                id: string | null;
                            };
                            /** Format: date-time */
                            publishedAt: string;
                            settings: {
                                /** @default  */
                                instructions: string;
                                /**
                                 * @default flash
                                 * @enum {string}
                                 */
                                modelTier: "flash" | "pro";
                                /** @default null */
                                model: string | null;
                                /**
                                 * @default en
                                 * @enum {string}
                                 */
                                locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                                /**
                                 * @default end_user
                                 * @enum {string}
                                 */
                                language: "end_user" | "fixed";
                                /** @default 0.3 */
                                temperature: number;
                                /** @default 1024 */
                                maxOutputTokens: number;
                                /**
                                 * @default [
                                 *       "hand_off_to_human"
                                 *     ]
                                 */
                                tools: string[];
                                /** @default {} */
                                coalescing: {
                                    [key: string]: unknown;
                                };
                                knowledge: {
                                    /**
                                     * @default short
                                     * @enum {string}
                                     */
                                    citations: "none" | "short";
                                    /**
                                     * @default say_so
                                     * @enum {string}
                                     */
                                    whenUnknown: "say_so" | "offer_hand_off";
                                    /** @default 2000 */
                                    passageTokens: number;
                                    /** @default 8 */
                                    passageLimit: number;
                                };
                                /** @default [] */
                                knowledgeBaseIds: string[];
                                /** @default {} */
                                texts: {
                                    welcome?: {
                                        [key: string]: string;
                                    };
                                    fallback?: {
                                        [key: string]: string;
                                    };
                                    closed?: {
                                        [key: string]: string;
                                    };
                                    handOff?: {
                                        [key: string]: string;
                                    };
                                };
                                /** @default null */
                                businessHours: {
                                    timeZone: string;
                                    week: {
                                        monday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        tuesday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        wednesday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        thursday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        friday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        saturday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                        sunday?: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                    };
                                    /** @default [] */
                                    exceptions: {
                                        /** Format: date */
                                        date: string;
                                        openings: {
                                            opens: string;
                                            closes: string;
                                        }[];
                                    }[];
                                    /**
                                     * @default say_closed
                                     * @enum {string}
                                     */
                                    outside: "say_closed" | "answer_with_note" | "hand_off";
                                } | null;
                                handOffRules: {
                                    /** @default [] */
                                    phrases: string[];
                                    /** @default null */
                                    afterUnknown: number | null;
                                };
                                endUserLimits: {
                                    /** @default 60 */
                                    perMinute: number | null;
                                    /** @default 600 */
                                    perHour: number | null;
                                    /** @default 2000 */
                                    perDay: number | null;
                                };
                                /** @default true */
                                breaksLoops: boolean;
                                outageRules: {
                                    /**
                                     * @default apologise
                                     * @enum {string}
                                     */
                                    modelOutage: "apologise" | "answer_later" | "hand_off";
                                    /** @default 120 */
                                    staleAfterMinutes: number;
                                    /**
                                     * @default answer
                                     * @enum {string}
                                     */
                                    stale: "answer" | "apologise" | "skip";
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what differs between two versions of an assistant, or between what is published and the draft
         * @description Needs the role viewer and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: {
                    from?: ("draft" | "published") | number;
                    to?: ("draft" | "published") | number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: ("draft" | "published") | number;
                            to: ("draft" | "published") | number;
                            changes: {
                                path: string;
                                from: unknown;
                                to: unknown;
                            }[];
                            instructions: {
                                /** @enum {string} */
                                kind: "same" | "removed" | "added";
                                lines: string[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assistants/{id}/playground": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the draft of an assistant, or one of its versions, what it would answer. Nothing is sent; it costs tokens, but no reply
         * @description Needs the role agent and the scope assistants:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        messages: string[];
                        /** @default [] */
                        history?: {
                            /** @enum {string} */
                            author: "end_user" | "assistant" | "human";
                            text: string;
                        }[];
                        /** @default null */
                        version?: number | null;
                        /** @default 30 */
                        waitSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            assistantId: string;
                            version: number | null;
                            /** @enum {string} */
                            state: "queued" | "running" | "done" | "failed";
                            messages: string[];
                            history: {
                                /** @enum {string} */
                                author: "end_user" | "assistant" | "human";
                                text: string;
                            }[];
                            result: {
                                outcome: string;
                                handOffReason: string | null;
                                text: string | null;
                                /** @enum {string} */
                                locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                                toolsCalled: string[];
                                passages: {
                                    /** Format: uuid */
                                    documentId: string;
                                    documentName: string;
                                    heading: string | null;
                                    page: number | null;
                                    similarity: number | null;
                                    isCited: boolean;
                                }[];
                                model: string | null;
                                promptTokens: number;
                                outputTokens: number;
                                steps: {
                                    name: string;
                                    ms: number;
                                }[];
                            } | null;
                            errorCode: ("quota_exceeded" | "tenant_suspended" | "model_unavailable" | "model_failed" | "interrupted" | "internal_error") | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playground-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a run of the playground; seven days after its end it is gone
         * @description Needs the role agent and the scope assistants:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            assistantId: string;
                            version: number | null;
                            /** @enum {string} */
                            state: "queued" | "running" | "done" | "failed";
                            messages: string[];
                            history: {
                                /** @enum {string} */
                                author: "end_user" | "assistant" | "human";
                                text: string;
                            }[];
                            result: {
                                outcome: string;
                                handOffReason: string | null;
                                text: string | null;
                                /** @enum {string} */
                                locale: "fr" | "en" | "es" | "pt" | "ar" | "de";
                                toolsCalled: string[];
                                passages: {
                                    /** Format: uuid */
                                    documentId: string;
                                    documentName: string;
                                    heading: string | null;
                                    page: number | null;
                                    similarity: number | null;
                                    isCited: boolean;
                                }[];
                                model: string | null;
                                promptTokens: number;
                                outputTokens: number;
                                steps: {
                                    name: string;
                                    ms: number;
                                }[];
                            } | null;
                            errorCode: ("quota_exceeded" | "tenant_suspended" | "model_unavailable" | "model_failed" | "interrupted" | "internal_error") | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a run of the playground with all that was said in it; what it cost stays in the usage
         * @description Needs the role agent and the scope assistants:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channels
         * @description Needs the role viewer and the scope channels:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                displayPhoneNumber: string;
                                assistantId: string | null;
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                provider: "meta" | "360dialog" | "twilio";
                                providerKey: string;
                                accountKey: string | null;
                                identityScope: string;
                                /** @enum {string} */
                                status: "active" | "paused" | "needs_reauth";
                                statusReason: string | null;
                                webhookPath: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Connect a business phone number
         * @description Needs the role admin and the scope channels:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        displayPhoneNumber: string;
                        /** @default null */
                        assistantId?: string | null;
                        /** @default null */
                        accountKey?: string | null;
                        identityScope?: string;
                        /** @constant */
                        provider: "meta";
                        providerKey: string;
                        credentials: {
                            accessToken: string;
                            appSecrets?: string[];
                            verifyToken?: string;
                        };
                    } | {
                        name: string;
                        displayPhoneNumber: string;
                        /** @default null */
                        assistantId?: string | null;
                        /** @default null */
                        accountKey?: string | null;
                        identityScope?: string;
                        /** @constant */
                        provider: "360dialog";
                        providerKey: string;
                        credentials: {
                            apiKey: string;
                            webhookHeader?: {
                                name: string;
                                value: string;
                            };
                            signatureSecret?: string;
                        };
                    } | {
                        name: string;
                        displayPhoneNumber: string;
                        /** @default null */
                        assistantId?: string | null;
                        /** @default null */
                        accountKey?: string | null;
                        identityScope?: string;
                        /** @constant */
                        provider: "twilio";
                        providerKey: string;
                        credentials: {
                            accountSid: string;
                            authToken: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a channel
         * @description Needs the role viewer and the scope channels:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the named fields of a channel
         * @description Needs the role admin and the scope channels:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        displayPhoneNumber?: string;
                        assistantId?: string | null;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/channels/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the credentials of a channel, and send what waited for them
         * @description Needs the role admin and the scope channels:write.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        accessToken: string;
                        appSecrets?: string[];
                        verifyToken?: string;
                    } | {
                        apiKey: string;
                        webhookHeader?: {
                            name: string;
                            value: string;
                        };
                        signatureSecret?: string;
                    } | {
                        accountSid: string;
                        authToken: string;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop sending on a channel; what it receives is kept, what it would send waits
         * @description Needs the role admin and the scope channels:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send on a channel again, first what waited
         * @description Needs the role admin and the scope channels:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            displayPhoneNumber: string;
                            assistantId: string | null;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            provider: "meta" | "360dialog" | "twilio";
                            providerKey: string;
                            accountKey: string | null;
                            identityScope: string;
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            webhookPath: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider about the number and its credentials; good ones end a needs_reauth
         * @description Needs the role admin and the scope channels:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** @enum {string} */
                            kind: "verify" | "sync_templates" | "ask_model";
                            /** @enum {string} */
                            state: "requested" | "running" | "done" | "failed";
                            result: ({
                                isOk: boolean;
                                /** @enum {string} */
                                reason?: "refused" | "not_found" | "unreachable";
                                detail?: string;
                                displayPhoneNumber?: string;
                                verifiedName?: string;
                                nameStatus?: string;
                                qualityRating?: string;
                                messagingLimit?: string;
                                isWebhookSubscribed?: boolean;
                            } | {
                                synced: number;
                                removed: number;
                            } | {
                                isOk: boolean;
                                model?: string;
                                detail?: string;
                            }) | null;
                            failure: string | null;
                            /** Format: date-time */
                            requestedAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/self-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try every hop of a message without an end user, and name the first that is broken
         * @description Needs the role admin and the scope channels:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isOk: boolean;
                            brokenHop: ("channel" | "webhook" | "queue" | "processor" | "model" | "send" | "credentials") | null;
                            hops: {
                                /** @enum {string} */
                                name: "channel" | "webhook" | "queue" | "processor" | "model" | "send" | "credentials";
                                isOk: boolean | null;
                                durationMs: number | null;
                                detail: string | null;
                                advice: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how a channel does: what came and left last, its token, failures, open windows, what waits
         * @description Needs the role viewer and the scope channels:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "active" | "paused" | "needs_reauth";
                            statusReason: string | null;
                            /** Format: date-time */
                            statusChangedAt: string;
                            token: {
                                /** @enum {string} */
                                state: "ok" | "needs_reauth" | "unknown";
                                seenAt: string | null;
                            };
                            verification: {
                                /** Format: date-time */
                                at: string;
                                result: {
                                    isOk: boolean;
                                    /** @enum {string} */
                                    reason?: "refused" | "not_found" | "unreachable";
                                    detail?: string;
                                    displayPhoneNumber?: string;
                                    verifiedName?: string;
                                    nameStatus?: string;
                                    qualityRating?: string;
                                    messagingLimit?: string;
                                    isWebhookSubscribed?: boolean;
                                };
                            } | null;
                            lastInboundAt: string | null;
                            lastSentAt: string | null;
                            lastDeliveredAt: string | null;
                            failuresOfLastHour: {
                                reason: string;
                                count: number;
                            }[];
                            openServiceWindows: number;
                            unsent: {
                                count: number;
                                oldestAt: string | null;
                            };
                            throttled: {
                                count: number;
                                until: string | null;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channel-tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far something is that the gateway or the processor does for a channel
         * @description Needs the role viewer and the scope channels:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** @enum {string} */
                            kind: "verify" | "sync_templates" | "ask_model";
                            /** @enum {string} */
                            state: "requested" | "running" | "done" | "failed";
                            result: ({
                                isOk: boolean;
                                /** @enum {string} */
                                reason?: "refused" | "not_found" | "unreachable";
                                detail?: string;
                                displayPhoneNumber?: string;
                                verifiedName?: string;
                                nameStatus?: string;
                                qualityRating?: string;
                                messagingLimit?: string;
                                isWebhookSubscribed?: boolean;
                            } | {
                                synced: number;
                                removed: number;
                            } | {
                                isOk: boolean;
                                model?: string;
                                detail?: string;
                            }) | null;
                            failure: string | null;
                            /** Format: date-time */
                            requestedAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/message-templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy the message templates of the channel’s account from the provider
         * @description Needs the role admin and the scope message-templates:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** @enum {string} */
                            kind: "verify" | "sync_templates" | "ask_model";
                            /** @enum {string} */
                            state: "requested" | "running" | "done" | "failed";
                            result: ({
                                isOk: boolean;
                                /** @enum {string} */
                                reason?: "refused" | "not_found" | "unreachable";
                                detail?: string;
                                displayPhoneNumber?: string;
                                verifiedName?: string;
                                nameStatus?: string;
                                qualityRating?: string;
                                messagingLimit?: string;
                                isWebhookSubscribed?: boolean;
                            } | {
                                synced: number;
                                removed: number;
                            } | {
                                isOk: boolean;
                                model?: string;
                                detail?: string;
                            }) | null;
                            failure: string | null;
                            /** Format: date-time */
                            requestedAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/message-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the message templates as they were when last synced, by name and language
         * @description Needs the role viewer and the scope message-templates:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    channelId?: string;
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                channelId: string;
                                providerTemplateId: string;
                                name: string;
                                language: string;
                                category: string;
                                status: string;
                                components: ({
                                    type: string;
                                    format?: string;
                                    text?: string;
                                    buttons?: ({
                                        type: string;
                                        text?: string;
                                        url?: string;
                                    } & {
                                        [key: string]: unknown;
                                    })[];
                                } & {
                                    [key: string]: unknown;
                                })[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/message-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a message template
         * @description Needs the role viewer and the scope message-templates:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            providerTemplateId: string;
                            name: string;
                            language: string;
                            category: string;
                            status: string;
                            components: ({
                                type: string;
                                format?: string;
                                text?: string;
                                buttons?: ({
                                    type: string;
                                    text?: string;
                                    url?: string;
                                } & {
                                    [key: string]: unknown;
                                })[];
                            } & {
                                [key: string]: unknown;
                            })[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge-bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the knowledge bases
         * @description Needs the role viewer and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                mode: "local" | "vertex_search";
                                settings: {
                                    /** @default 450 */
                                    chunkTokens: number;
                                    /** @default 54 */
                                    overlapTokens: number;
                                    /** @default null */
                                    similarityFloor: number | null;
                                    /** @default false */
                                    transcribeScans: boolean;
                                };
                                similarityFloor: number;
                                embeddingModel: string;
                                embeddingDimension: number;
                                reembedding: {
                                    model: string;
                                    dimension: number;
                                    progress: number;
                                } | null;
                                languages: string[];
                                chunkCount: number;
                                documents: {
                                    [key: string]: number;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a knowledge base
         * @description Needs the role admin and the scope knowledge:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @default local
                         * @enum {string}
                         */
                        mode?: "local" | "vertex_search";
                        /** @default {} */
                        settings?: {
                            chunkTokens?: number;
                            overlapTokens?: number;
                            similarityFloor?: number | null;
                            transcribeScans?: boolean;
                        };
                        embeddingModel?: string;
                        /** @enum {number} */
                        embeddingDimension?: 768 | 1536;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            mode: "local" | "vertex_search";
                            settings: {
                                /** @default 450 */
                                chunkTokens: number;
                                /** @default 54 */
                                overlapTokens: number;
                                /** @default null */
                                similarityFloor: number | null;
                                /** @default false */
                                transcribeScans: boolean;
                            };
                            similarityFloor: number;
                            embeddingModel: string;
                            embeddingDimension: number;
                            reembedding: {
                                model: string;
                                dimension: number;
                                progress: number;
                            } | null;
                            languages: string[];
                            chunkCount: number;
                            documents: {
                                [key: string]: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge-bases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a knowledge base, how many documents it has in each state, and how far a change of its model is
         * @description Needs the role viewer and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            mode: "local" | "vertex_search";
                            settings: {
                                /** @default 450 */
                                chunkTokens: number;
                                /** @default 54 */
                                overlapTokens: number;
                                /** @default null */
                                similarityFloor: number | null;
                                /** @default false */
                                transcribeScans: boolean;
                            };
                            similarityFloor: number;
                            embeddingModel: string;
                            embeddingDimension: number;
                            reembedding: {
                                model: string;
                                dimension: number;
                                progress: number;
                            } | null;
                            languages: string[];
                            chunkCount: number;
                            documents: {
                                [key: string]: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a knowledge base and its documents; after the answer nothing of it answers a question, and no assistant has it
         * @description Needs the role admin and the scope knowledge:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change the named fields of a knowledge base; another embedding model or dimension starts re-embedding
         * @description Needs the role admin and the scope knowledge:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        settings?: {
                            chunkTokens?: number;
                            overlapTokens?: number;
                            similarityFloor?: number | null;
                            transcribeScans?: boolean;
                        };
                        embeddingModel?: string;
                        /** @enum {number} */
                        embeddingDimension?: 768 | 1536;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            mode: "local" | "vertex_search";
                            settings: {
                                /** @default 450 */
                                chunkTokens: number;
                                /** @default 54 */
                                overlapTokens: number;
                                /** @default null */
                                similarityFloor: number | null;
                                /** @default false */
                                transcribeScans: boolean;
                            };
                            similarityFloor: number;
                            embeddingModel: string;
                            embeddingDimension: number;
                            reembedding: {
                                model: string;
                                dimension: number;
                                progress: number;
                            } | null;
                            languages: string[];
                            chunkCount: number;
                            documents: {
                                [key: string]: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/knowledge-bases/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the documents of a knowledge base, oldest first
         * @description Needs the role viewer and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    state?: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                knowledgeBaseId: string;
                                name: string;
                                mimeType: string;
                                source: {
                                    /** @enum {string} */
                                    kind: "upload" | "uri" | "web";
                                    uri: string | null;
                                };
                                sizeBytes: number | null;
                                sha256: string | null;
                                /** @enum {string} */
                                state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                                stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                                error: {
                                    code: string;
                                    message: string;
                                } | null;
                                progress: {
                                    pagesTotal: number | null;
                                    pagesWithText: number | null;
                                    chunksPlanned: number | null;
                                    chunksEmbedded: number | null;
                                };
                                version: number;
                                isSearchable: boolean;
                                chunkCount: number;
                                tokenCount: number;
                                language: string | null;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                readyAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a document: a file, a web page, or an object in Cloud Storage; the same file under the same name is added once
         * @description Needs the role admin and the scope knowledge:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** Format: uri */
                        url: string;
                        /** @default {} */
                        metadata?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                    } | {
                        name?: string;
                        uri: string;
                        /** @default {} */
                        metadata?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                    };
                    "multipart/form-data": {
                        file: File;
                        name?: string;
                        metadata?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                    };
                };
            };
            responses: {
                /** @description Nothing to do: the same is there already */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                            isUnchanged: boolean;
                        };
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                            isUnchanged: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a document, where its ingestion stands, and why it cannot be made searchable if it cannot
         * @description Needs the role viewer and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a document; after the answer nothing of it answers a question
         * @description Needs the role admin and the scope knowledge:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change what a document is called or what is known of it
         * @description Needs the role admin and the scope knowledge:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        metadata?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the file that a document was uploaded as
         * @description Needs the role agent and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                    };
                };
            };
        };
        /**
         * Upload a new version of a document; the same bytes change nothing
         * @description Needs the role admin and the scope knowledge:write.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        file: File;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                            isUnchanged: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/reindex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ingest a document anew, with the settings of now; web pages and linked objects are fetched again
         * @description Needs the role admin and the scope knowledge:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            knowledgeBaseId: string;
                            name: string;
                            mimeType: string;
                            source: {
                                /** @enum {string} */
                                kind: "upload" | "uri" | "web";
                                uri: string | null;
                            };
                            sizeBytes: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "processing" | "ready" | "needs_ocr" | "failed";
                            stage: ("fetch" | "extract" | "split" | "embed" | "replace" | "import") | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            progress: {
                                pagesTotal: number | null;
                                pagesWithText: number | null;
                                chunksPlanned: number | null;
                                chunksEmbedded: number | null;
                            };
                            version: number;
                            isSearchable: boolean;
                            chunkCount: number;
                            tokenCount: number;
                            language: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            readyAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge-bases/{id}/hit-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the hit tests of a knowledge base as they were run, newest first
         * @description Needs the role viewer and the scope knowledge:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                query: string;
                                question: string;
                                hits: {
                                    chunkId: string;
                                    /** Format: uuid */
                                    documentId: string;
                                    documentName: string;
                                    heading: string | null;
                                    page: number | null;
                                    text: string;
                                    similarity: number | null;
                                    vectorRank: number | null;
                                    textRank: number | null;
                                    textScore: number | null;
                                    coverage: number;
                                    score: number;
                                    isAboveFloor: boolean;
                                }[];
                                timings: {
                                    embedMs: number;
                                    searchMs: number;
                                };
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Ask a knowledge base a question, and see which chunks it finds, how, and which of them would count
         * @description Needs the role agent and the scope knowledge:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        query: string;
                        /** @default 10 */
                        limit?: number;
                        /**
                         * @default hybrid
                         * @enum {string}
                         */
                        leg?: "hybrid" | "vector" | "text";
                        /** @default [] */
                        history?: {
                            /** @enum {string} */
                            role: "end_user" | "business";
                            text: string;
                        }[];
                        filter?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            query: string;
                            question: string;
                            hits: {
                                chunkId: string;
                                /** Format: uuid */
                                documentId: string;
                                documentName: string;
                                heading: string | null;
                                page: number | null;
                                text: string;
                                similarity: number | null;
                                vectorRank: number | null;
                                textRank: number | null;
                                textScore: number | null;
                                coverage: number;
                                score: number;
                                isAboveFloor: boolean;
                            }[];
                            timings: {
                                embedMs: number;
                                searchMs: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the quotas and what is used of them in the current period
         * @description Needs the role viewer and the scope quotas:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                metric: "replies" | "model_tokens" | "embedding_tokens";
                                /** @enum {string} */
                                period: "day" | "month";
                                limit: number;
                                used: number;
                                reserved: number;
                                remaining: number;
                                openReservations: {
                                    count: number;
                                    amount: number;
                                    oldestAt: string | null;
                                };
                                /** Format: date-time */
                                periodStartedAt: string;
                                /** Format: date-time */
                                resetsAt: string;
                                reachedAt: string | null;
                                /** @enum {string} */
                                whenReached: "turns_are_refused" | "documents_wait";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/{metric}/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a quota: its limit, what is used and reserved of it, and when it begins anew
         * @description Needs the role viewer and the scope quotas:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    metric: "replies" | "model_tokens" | "embedding_tokens";
                    period: "day" | "month";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            metric: "replies" | "model_tokens" | "embedding_tokens";
                            /** @enum {string} */
                            period: "day" | "month";
                            limit: number;
                            used: number;
                            reserved: number;
                            remaining: number;
                            openReservations: {
                                count: number;
                                amount: number;
                                oldestAt: string | null;
                            };
                            /** Format: date-time */
                            periodStartedAt: string;
                            /** Format: date-time */
                            resetsAt: string;
                            reachedAt: string | null;
                            /** @enum {string} */
                            whenReached: "turns_are_refused" | "documents_wait";
                        };
                    };
                };
            };
        };
        /**
         * Set what may be used of a metric in each period; a new quota counts from now on
         * @description For the platform operator.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    metric: "replies" | "model_tokens" | "embedding_tokens";
                    period: "day" | "month";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        limit: number;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            metric: "replies" | "model_tokens" | "embedding_tokens";
                            /** @enum {string} */
                            period: "day" | "month";
                            limit: number;
                            used: number;
                            reserved: number;
                            remaining: number;
                            openReservations: {
                                count: number;
                                amount: number;
                                oldestAt: string | null;
                            };
                            /** Format: date-time */
                            periodStartedAt: string;
                            /** Format: date-time */
                            resetsAt: string;
                            reachedAt: string | null;
                            /** @enum {string} */
                            whenReached: "turns_are_refused" | "documents_wait";
                        };
                    };
                };
            };
        };
        post?: never;
        /**
         * Take a limit away, with what was counted for it; the ledger of usage stays
         * @description For the platform operator.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    metric: "replies" | "model_tokens" | "embedding_tokens";
                    period: "day" | "month";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sum the usage per metric, and by day, assistant, channel and model; by default of the current month
         * @description Needs the role viewer and the scope usage:read.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    metric?: "replies" | "model_prompt_tokens" | "model_output_tokens" | "whatsapp_messages" | "embedding_tokens" | "managed_searches";
                    assistantId?: string;
                    channelId?: string;
                    model?: string;
                    timeZone?: string;
                    groupBy?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            timeZone: string;
                            groupBy: ("day" | "assistant" | "channel" | "model")[];
                            items: {
                                /** Format: date */
                                day?: string;
                                assistantId?: string | null;
                                channelId?: string | null;
                                model?: string | null;
                                /** @enum {string} */
                                metric: "replies" | "model_prompt_tokens" | "model_output_tokens" | "whatsapp_messages" | "embedding_tokens" | "managed_searches";
                                amount: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of the usage ledger, latest first; by default of the current month
         * @description Needs the role viewer and the scope usage:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    metric?: "replies" | "model_prompt_tokens" | "model_output_tokens" | "whatsapp_messages" | "embedding_tokens" | "managed_searches";
                    assistantId?: string;
                    channelId?: string;
                    model?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                occurredAt: string;
                                /** @enum {string} */
                                metric: "replies" | "model_prompt_tokens" | "model_output_tokens" | "whatsapp_messages" | "embedding_tokens" | "managed_searches";
                                amount: number;
                                isEstimated: boolean;
                                assistantId: string | null;
                                channelId: string | null;
                                model: string | null;
                                turnId: string | null;
                                messageId: string | null;
                                documentId: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/records.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the rows of the usage ledger as CSV (RFC 4180), oldest first; by default of the current month
         * @description Needs the role viewer and the scope usage:read.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    metric?: "replies" | "model_prompt_tokens" | "model_output_tokens" | "whatsapp_messages" | "embedding_tokens" | "managed_searches";
                    assistantId?: string;
                    channelId?: string;
                    model?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv; charset=utf-8": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the end users, the newest first, or search them by name, phone, username or BSUID
         * @description Needs the role agent and the scope end-users:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    name?: string;
                    phone?: string;
                    username?: string;
                    bsuid?: string;
                    isBlocked?: "true" | "false";
                    isOptedOut?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                displayName: string | null;
                                isNameKept: boolean;
                                notes: string | null;
                                locale: ("fr" | "en" | "es" | "pt" | "ar" | "de") | null;
                                identities: {
                                    /** @enum {string} */
                                    kind: "bsuid" | "phone" | "username";
                                    scope: string;
                                    value: string;
                                    retiredAt: string | null;
                                }[];
                                optedOutAt: string | null;
                                blockedAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an end user with their identities and conversations
         * @description Needs the role agent and the scope end-users:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            displayName: string | null;
                            isNameKept: boolean;
                            notes: string | null;
                            locale: ("fr" | "en" | "es" | "pt" | "ar" | "de") | null;
                            identities: {
                                /** @enum {string} */
                                kind: "bsuid" | "phone" | "username";
                                scope: string;
                                value: string;
                                retiredAt: string | null;
                            }[];
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            conversations: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                channelId: string;
                                /** @enum {string} */
                                handledBy: "assistant" | "human";
                                lastInboundAt: string | null;
                                lastMessageAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Name an end user, or write down what the business knows of them
         * @description Needs the role agent and the scope end-users:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        displayName?: string | null;
                        notes?: string | null;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            displayName: string | null;
                            isNameKept: boolean;
                            notes: string | null;
                            locale: ("fr" | "en" | "es" | "pt" | "ar" | "de") | null;
                            identities: {
                                /** @enum {string} */
                                kind: "bsuid" | "phone" | "username";
                                scope: string;
                                value: string;
                                retiredAt: string | null;
                            }[];
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            conversations: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                channelId: string;
                                /** @enum {string} */
                                handledBy: "assistant" | "human";
                                lastInboundAt: string | null;
                                lastMessageAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/end-users/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block an end user: what they write is skipped, and nobody can write to them
         * @description Needs the role agent and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a blocked end user in again
         * @description Needs the role agent and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop automatic answers to an end user who asked for it elsewhere
         * @description Needs the role agent and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}/opt-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer an end user again who asked for it elsewhere
         * @description Needs the role agent and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export all that is held of an end user, as it is at one moment: a zip of JSON files, one per table, and the media files
         * @description Needs the role admin and the scope end-users:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/end-users/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase an end user for good, with everything that was said; asked for twice, it is one erasure
         * @description Needs the role admin and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            endUserId: string;
                            /** @enum {string} */
                            state: "requested" | "rows_erased" | "done";
                            /** Format: date-time */
                            requestedAt: string;
                            rowsErasedAt: string | null;
                            doneAt: string | null;
                            certificate: {
                                /** @constant */
                                version: 1;
                                /** Format: uuid */
                                erasureId: string;
                                /** Format: uuid */
                                tenantId: string;
                                /** Format: uuid */
                                endUserId: string;
                                requestedBy: {
                                    kind: string;
                                    id: string | null;
                                };
                                /** Format: date-time */
                                requestedAt: string;
                                /** Format: date-time */
                                rowsErasedAt: string;
                                /** Format: date-time */
                                doneAt: string;
                                erased: {
                                    rows: {
                                        [key: string]: number;
                                    };
                                    objects: number;
                                    redisEntries: number;
                                };
                                keyId: string;
                                signature: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the erasures, the newest first
         * @description Needs the role agent and the scope end-users:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                endUserId: string;
                                /** @enum {string} */
                                state: "requested" | "rows_erased" | "done";
                                /** Format: date-time */
                                requestedAt: string;
                                rowsErasedAt: string | null;
                                doneAt: string | null;
                                certificate: {
                                    /** @constant */
                                    version: 1;
                                    /** Format: uuid */
                                    erasureId: string;
                                    /** Format: uuid */
                                    tenantId: string;
                                    /** Format: uuid */
                                    endUserId: string;
                                    requestedBy: {
                                        kind: string;
                                        id: string | null;
                                    };
                                    /** Format: date-time */
                                    requestedAt: string;
                                    /** Format: date-time */
                                    rowsErasedAt: string;
                                    /** Format: date-time */
                                    doneAt: string;
                                    erased: {
                                        rows: {
                                            [key: string]: number;
                                        };
                                        objects: number;
                                        redisEntries: number;
                                    };
                                    keyId: string;
                                    signature: string;
                                } | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far an erasure is, and its certificate when it is done
         * @description Needs the role agent and the scope end-users:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            endUserId: string;
                            /** @enum {string} */
                            state: "requested" | "rows_erased" | "done";
                            /** Format: date-time */
                            requestedAt: string;
                            rowsErasedAt: string | null;
                            doneAt: string | null;
                            certificate: {
                                /** @constant */
                                version: 1;
                                /** Format: uuid */
                                erasureId: string;
                                /** Format: uuid */
                                tenantId: string;
                                /** Format: uuid */
                                endUserId: string;
                                requestedBy: {
                                    kind: string;
                                    id: string | null;
                                };
                                /** Format: date-time */
                                requestedAt: string;
                                /** Format: date-time */
                                rowsErasedAt: string;
                                /** Format: date-time */
                                doneAt: string;
                                erased: {
                                    rows: {
                                        [key: string]: number;
                                    };
                                    objects: number;
                                    redisEntries: number;
                                };
                                keyId: string;
                                signature: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a certificate of erasure, wherever it was kept
         * @description Needs the role agent and the scope end-users:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        certificate: {
                            /** @constant */
                            version: 1;
                            /** Format: uuid */
                            erasureId: string;
                            /** Format: uuid */
                            tenantId: string;
                            /** Format: uuid */
                            endUserId: string;
                            requestedBy: {
                                kind: string;
                                id: string | null;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            /** Format: date-time */
                            rowsErasedAt: string;
                            /** Format: date-time */
                            doneAt: string;
                            erased: {
                                rows: {
                                    [key: string]: number;
                                };
                                objects: number;
                                redisEntries: number;
                            };
                            keyId: string;
                            signature: string;
                        };
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            verdict: "genuine" | "false" | "unknown_key";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how long the tenant keeps what, and when all that was older was gone last
         * @description Needs the role viewer and the scope settings:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default null */
                            messagesDays: number | null;
                            /** @default null */
                            mediaDays: number | null;
                            /** @default null */
                            turnsDays: number | null;
                            /** @default null */
                            providerEventsDays: number | null;
                            /** @default null */
                            hitTestsDays: number | null;
                            /** @default null */
                            endUsersDays: number | null;
                            sweptAt: string | null;
                        };
                    };
                };
            };
        };
        /**
         * Set how long the tenant keeps what, as a whole: what is not named is kept for ever
         * @description Needs the role admin and the scope settings:write.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        messagesDays?: number | null;
                        /** @default null */
                        mediaDays?: number | null;
                        /** @default null */
                        turnsDays?: number | null;
                        /** @default null */
                        providerEventsDays?: number | null;
                        /** @default null */
                        hitTestsDays?: number | null;
                        /** @default null */
                        endUsersDays?: number | null;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default null */
                            messagesDays: number | null;
                            /** @default null */
                            mediaDays: number | null;
                            /** @default null */
                            turnsDays: number | null;
                            /** @default null */
                            providerEventsDays: number | null;
                            /** @default null */
                            hitTestsDays: number | null;
                            /** @default null */
                            endUsersDays: number | null;
                            sweptAt: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the conversations, latest first, or search them by their end user
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    channelId?: string;
                    assistantId?: string;
                    endUserId?: string;
                    handledBy?: "assistant" | "human";
                    state?: "open" | "closed";
                    unansweredSeconds?: number;
                    activeSince?: string;
                    name?: string;
                    phone?: string;
                    username?: string;
                    bsuid?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                channelId: string;
                                /** Format: uuid */
                                endUserId: string;
                                displayName: string | null;
                                /** @enum {string} */
                                handledBy: "assistant" | "human";
                                /** @enum {string} */
                                state: "open" | "closed";
                                epoch: number;
                                lastInboundAt: string | null;
                                lastMessageAt: string | null;
                                serviceWindowEndsAt: string | null;
                                unansweredSince: string | null;
                                unansweredCount: number;
                                quietSince: string | null;
                                closedAt: string | null;
                                optedOutAt: string | null;
                                blockedAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the conversations that are open and those that wait for an answer, up to 1,000 of each
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            open: number;
                            handledByHuman: number;
                            unanswered: number;
                            unansweredByHuman: number;
                            unansweredSince: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a conversation
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** Format: uuid */
                            endUserId: string;
                            displayName: string | null;
                            /** @enum {string} */
                            handledBy: "assistant" | "human";
                            /** @enum {string} */
                            state: "open" | "closed";
                            epoch: number;
                            lastInboundAt: string | null;
                            lastMessageAt: string | null;
                            serviceWindowEndsAt: string | null;
                            unansweredSince: string | null;
                            unansweredCount: number;
                            quietSince: string | null;
                            closedAt: string | null;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be done with a conversation until its end user writes again; the assistant answers then
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** Format: uuid */
                            endUserId: string;
                            displayName: string | null;
                            /** @enum {string} */
                            handledBy: "assistant" | "human";
                            /** @enum {string} */
                            state: "open" | "closed";
                            epoch: number;
                            lastInboundAt: string | null;
                            lastMessageAt: string | null;
                            serviceWindowEndsAt: string | null;
                            unansweredSince: string | null;
                            unansweredCount: number;
                            quietSince: string | null;
                            closedAt: string | null;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a conversation in order, after a seq; a page never cuts a reply in two
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    afterSeq?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                seq: number;
                                part: number;
                                /** @enum {string} */
                                direction: "inbound" | "outbound";
                                /** @enum {string} */
                                author: "end_user" | "assistant" | "human" | "system";
                                kind: string;
                                content: ({
                                    /** @constant */
                                    kind: "text";
                                    text: string;
                                } | {
                                    /** @constant */
                                    kind: "image";
                                    media?: {
                                        providerMediaId: string;
                                        mimeType: string;
                                        sha256?: string;
                                        filename?: string;
                                        url?: string;
                                        isVoice?: boolean;
                                        isAnimated?: boolean;
                                    };
                                    caption?: string;
                                } | {
                                    /** @constant */
                                    kind: "video";
                                    media?: {
                                        providerMediaId: string;
                                        mimeType: string;
                                        sha256?: string;
                                        filename?: string;
                                        url?: string;
                                        isVoice?: boolean;
                                        isAnimated?: boolean;
                                    };
                                    caption?: string;
                                } | {
                                    /** @constant */
                                    kind: "audio";
                                    media?: {
                                        providerMediaId: string;
                                        mimeType: string;
                                        sha256?: string;
                                        filename?: string;
                                        url?: string;
                                        isVoice?: boolean;
                                        isAnimated?: boolean;
                                    };
                                    caption?: string;
                                } | {
                                    /** @constant */
                                    kind: "document";
                                    media?: {
                                        providerMediaId: string;
                                        mimeType: string;
                                        sha256?: string;
                                        filename?: string;
                                        url?: string;
                                        isVoice?: boolean;
                                        isAnimated?: boolean;
                                    };
                                    caption?: string;
                                } | {
                                    /** @constant */
                                    kind: "sticker";
                                    media?: {
                                        providerMediaId: string;
                                        mimeType: string;
                                        sha256?: string;
                                        filename?: string;
                                        url?: string;
                                        isVoice?: boolean;
                                        isAnimated?: boolean;
                                    };
                                    caption?: string;
                                } | {
                                    /** @constant */
                                    kind: "location";
                                    latitude: number;
                                    longitude: number;
                                    name?: string;
                                    address?: string;
                                    url?: string;
                                } | {
                                    /** @constant */
                                    kind: "contacts";
                                    contacts: {
                                        name?: string;
                                        phones: string[];
                                        emails: string[];
                                        isOwn: boolean;
                                    }[];
                                } | {
                                    /** @constant */
                                    kind: "choice";
                                    id: string;
                                    title: string;
                                    description?: string;
                                } | {
                                    /** @constant */
                                    kind: "form";
                                    name?: string;
                                    body?: string;
                                    response: unknown;
                                } | {
                                    /** @constant */
                                    kind: "call_permission";
                                    response: string;
                                    isPermanent?: boolean;
                                    expiresAt?: string;
                                } | {
                                    /** @constant */
                                    kind: "reaction";
                                    emoji: string | null;
                                    toProviderMessageId?: string;
                                } | {
                                    /** @constant */
                                    kind: "order";
                                    catalogId?: string;
                                    text?: string;
                                    items: {
                                        productId: string;
                                        quantity: number;
                                        price?: number;
                                        currency?: string;
                                    }[];
                                } | {
                                    /** @constant */
                                    kind: "system";
                                    event: string;
                                    text?: string;
                                } | {
                                    /** @constant */
                                    kind: "edit";
                                    originalProviderMessageId?: string;
                                    text?: string;
                                } | {
                                    /** @constant */
                                    kind: "revoke";
                                    originalProviderMessageId?: string;
                                } | {
                                    /** @constant */
                                    kind: "template";
                                    name: string;
                                    language: string;
                                    text?: string;
                                    header?: {
                                        name: string;
                                        value: string;
                                    }[];
                                    headerMedia?: {
                                        /** @enum {string} */
                                        kind: "image" | "video" | "document";
                                        link: string;
                                    };
                                    body?: {
                                        name: string;
                                        value: string;
                                    }[];
                                    buttons?: {
                                        index: number;
                                        value: string;
                                    }[];
                                } | {
                                    /** @constant */
                                    kind: "unsupported";
                                    type: string;
                                    errorCode?: number;
                                    detail?: string;
                                }) | ({
                                    kind: string;
                                } & {
                                    [key: string]: unknown;
                                });
                                media: {
                                    /** @enum {string} */
                                    state: "pending" | "ready" | "failed";
                                    stateReason: string | null;
                                    mimeType: string;
                                    filename: string | null;
                                    sizeBytes: number | null;
                                } | null;
                                /** @enum {string} */
                                state: "received" | "answered" | "handed_off" | "skipped" | "queued" | "sending" | "unknown" | "sent" | "delivered" | "read" | "failed" | "cancelled";
                                stateReason: string | null;
                                providerMessageId: string | null;
                                turnId: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                sentAt: string | null;
                                deliveredAt: string | null;
                                readAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Write to the end user as the human who took over
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        /** Format: uuid */
                        replyTo?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            conversationId: string;
                            seq: number;
                            /** @constant */
                            state: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the photo, voice note, video or document of a message
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a human speak; after the answer the assistant is silent
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** Format: uuid */
                            endUserId: string;
                            displayName: string | null;
                            /** @enum {string} */
                            handledBy: "assistant" | "human";
                            /** @enum {string} */
                            state: "open" | "closed";
                            epoch: number;
                            lastInboundAt: string | null;
                            lastMessageAt: string | null;
                            serviceWindowEndsAt: string | null;
                            unansweredSince: string | null;
                            unansweredCount: number;
                            quietSince: string | null;
                            closedAt: string | null;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the assistant answer again, from the next message on
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            channelId: string;
                            /** Format: uuid */
                            endUserId: string;
                            displayName: string | null;
                            /** @enum {string} */
                            handledBy: "assistant" | "human";
                            /** @enum {string} */
                            state: "open" | "closed";
                            epoch: number;
                            lastInboundAt: string | null;
                            lastMessageAt: string | null;
                            serviceWindowEndsAt: string | null;
                            unansweredSince: string | null;
                            unansweredCount: number;
                            quietSince: string | null;
                            closedAt: string | null;
                            optedOutAt: string | null;
                            blockedAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the end user a photo, recording, video or document as the human who took over
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        file: File;
                        caption?: string;
                        /** Format: uuid */
                        replyTo?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            conversationId: string;
                            seq: number;
                            /** @constant */
                            state: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the turns of a conversation, latest first
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                conversationId: string | null;
                                channelId: string | null;
                                assistantId: string | null;
                                assistantVersion: number | null;
                                /** @enum {string} */
                                state: "running" | "replied" | "no_reply" | "failed" | "abandoned";
                                outcome: string | null;
                                model: string | null;
                                modelCalls: number;
                                promptTokens: number;
                                outputTokens: number;
                                steps: {
                                    name: string;
                                    ms: number;
                                }[];
                                passages: {
                                    /** Format: uuid */
                                    documentId: string;
                                    chunkIds: string[];
                                    similarity: number | null;
                                    vectorRank: number | null;
                                    textRank: number | null;
                                    score: number;
                                    isCited: boolean;
                                }[];
                                errorCode: string | null;
                                /** Format: date-time */
                                startedAt: string;
                                finishedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/template-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message template to the end user, inside or outside the service window
         * @description Needs the role agent and the scope conversations:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        language: string;
                        header?: {
                            [key: string]: string;
                        };
                        /** Format: uri */
                        headerMedia?: string;
                        body?: {
                            [key: string]: string;
                        };
                        buttons?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            conversationId: string;
                            seq: number;
                            /** @constant */
                            state: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the turns, latest first: all, or by outcome, assistant, channel and time
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    outcome?: string;
                    assistantId?: string;
                    channelId?: string;
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                conversationId: string | null;
                                channelId: string | null;
                                assistantId: string | null;
                                assistantVersion: number | null;
                                /** @enum {string} */
                                state: "running" | "replied" | "no_reply" | "failed" | "abandoned";
                                outcome: string | null;
                                model: string | null;
                                modelCalls: number;
                                promptTokens: number;
                                outputTokens: number;
                                steps: {
                                    name: string;
                                    ms: number;
                                }[];
                                passages: {
                                    /** Format: uuid */
                                    documentId: string;
                                    chunkIds: string[];
                                    similarity: number | null;
                                    vectorRank: number | null;
                                    textRank: number | null;
                                    score: number;
                                    isCited: boolean;
                                }[];
                                errorCode: string | null;
                                /** Format: date-time */
                                startedAt: string;
                                finishedAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/turns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell why a turn answered as it did: steps, passages, calls of the model, tokens, messages and the outcome in a sentence
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            conversationId: string | null;
                            channelId: string | null;
                            assistantId: string | null;
                            assistantVersion: number | null;
                            /** @enum {string} */
                            state: "running" | "replied" | "no_reply" | "failed" | "abandoned";
                            outcome: string | null;
                            model: string | null;
                            modelCalls: number;
                            promptTokens: number;
                            outputTokens: number;
                            steps: {
                                name: string;
                                ms: number;
                            }[];
                            passages: {
                                /** Format: uuid */
                                documentId: string;
                                chunkIds: string[];
                                similarity: number | null;
                                vectorRank: number | null;
                                textRank: number | null;
                                score: number;
                                isCited: boolean;
                                documentName: string | null;
                                page: number | null;
                                heading: string | null;
                                excerpt: string | null;
                                isGone: boolean;
                            }[];
                            errorCode: string | null;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            explanation: string;
                            retrieval: {
                                /** @enum {string} */
                                state: "not_searched" | "searched" | "partly_searched" | "failed";
                                question?: string;
                                failedLegs: string[];
                            } | null;
                            calls: {
                                asked: string;
                                model: string | null;
                                attempts: number;
                                /** @enum {string} */
                                end: "answer" | "blocked" | "empty" | "cut_off" | "failed";
                                reason: string | null;
                                promptTokens: number;
                                outputTokens: number;
                                isEstimated: boolean;
                                tools: string[];
                            }[];
                            inboundMessages: {
                                /** Format: uuid */
                                id: string;
                                seq: number;
                                kind: string;
                                /** @enum {string} */
                                state: "received" | "answered" | "handed_off" | "skipped";
                                stateReason: string | null;
                            }[];
                            outboundMessages: {
                                /** Format: uuid */
                                id: string;
                                seq: number;
                                part: number;
                                kind: string;
                                /** @enum {string} */
                                state: "queued" | "sending" | "unknown" | "sent" | "delivered" | "read" | "failed" | "cancelled";
                                stateReason: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhook endpoints
         * @description Needs the role admin and the scope webhooks:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                url: string;
                                kinds: string[];
                                isEnabled: boolean;
                                disabledReason: ("by_admin" | "gone" | "failing") | null;
                                failingSince: string | null;
                                previousSecretUntil: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Have events delivered to an address, signed; the secret is shown this once
         * @description Needs the role admin and the scope webhooks:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uri */
                        url: string;
                        /** @default [] */
                        kinds?: ("message.received" | "message.queued" | "message.sent" | "message.delivered" | "message.read" | "message.failed" | "message.cancelled" | "turn.finished" | "conversation.taken_over" | "conversation.handed_off" | "conversation.handed_back" | "conversation.closed" | "conversation.went_quiet" | "conversation.resumed" | "end_user.opted_out" | "end_user.opted_in" | "end_user.blocked" | "end_user.unblocked" | "document.ready" | "document.needs_ocr" | "document.failed" | "channel.needs_reauth" | "channel.paused" | "channel.resumed" | "quota.reached" | "webhook_endpoint.disabled" | "webhook_endpoint.tested")[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            url: string;
                            kinds: string[];
                            isEnabled: boolean;
                            disabledReason: ("by_admin" | "gone" | "failing") | null;
                            failingSince: string | null;
                            previousSecretUntil: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description Needs the role admin and the scope webhooks:read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            url: string;
                            kinds: string[];
                            isEnabled: boolean;
                            disabledReason: ("by_admin" | "gone" | "failing") | null;
                            failingSince: string | null;
                            previousSecretUntil: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint with its deliveries
         * @description Needs the role admin and the scope webhooks:write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint; enabled again, it gets what waited for it
         * @description Needs the role admin and the scope webhooks:write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** Format: uri */
                        url?: string;
                        kinds?: ("message.received" | "message.queued" | "message.sent" | "message.delivered" | "message.read" | "message.failed" | "message.cancelled" | "turn.finished" | "conversation.taken_over" | "conversation.handed_off" | "conversation.handed_back" | "conversation.closed" | "conversation.went_quiet" | "conversation.resumed" | "end_user.opted_out" | "end_user.opted_in" | "end_user.blocked" | "end_user.unblocked" | "document.ready" | "document.needs_ocr" | "document.failed" | "channel.needs_reauth" | "channel.paused" | "channel.resumed" | "quota.reached" | "webhook_endpoint.disabled" | "webhook_endpoint.tested")[];
                        isEnabled?: boolean;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            url: string;
                            kinds: string[];
                            isEnabled: boolean;
                            disabledReason: ("by_admin" | "gone" | "failing") | null;
                            failingSince: string | null;
                            previousSecretUntil: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook endpoint a new secret, shown this once; the old one signs as well for overlapSeconds
         * @description Needs the role admin and the scope webhooks:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @default 86400 */
                        overlapSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            url: string;
                            kinds: string[];
                            isEnabled: boolean;
                            disabledReason: ("by_admin" | "gone" | "failing") | null;
                            failingSince: string | null;
                            previousSecretUntil: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook endpoint, whatever kinds it wants; its deliveries tell how it went
         * @description Needs the role admin and the scope webhooks:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            eventId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries to a webhook endpoint, latest first, with how the last try of each ended
         * @description Needs the role admin and the scope webhooks:read.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    state?: "pending" | "delivered" | "dead";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                endpointId: string;
                                /** Format: uuid */
                                eventId: string;
                                kind: string;
                                /** @enum {string} */
                                state: "pending" | "delivered" | "dead";
                                attempts: number;
                                nextAttemptAt: string | null;
                                lastAttemptAt: string | null;
                                lastStatus: number | null;
                                lastError: string | null;
                                lastDurationMs: number | null;
                                deliveredAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event to its endpoint again, now, under the same webhook-id
         * @description Needs the role admin and the scope webhooks:write.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            endpointId: string;
                            /** Format: uuid */
                            eventId: string;
                            kind: string;
                            /** @enum {string} */
                            state: "pending" | "delivered" | "dead";
                            attempts: number;
                            nextAttemptAt: string | null;
                            lastAttemptAt: string | null;
                            lastStatus: number | null;
                            lastError: string | null;
                            lastDurationMs: number | null;
                            deliveredAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens, as server-sent events; Last-Event-ID goes on where a connection was lost
         * @description Needs the role agent and the scope conversations:read.
         */
        get: {
            parameters: {
                query?: {
                    conversationId?: string;
                    kinds?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": {
                            /** Format: uuid */
                            id: string;
                            type: string;
                            /** Format: date-time */
                            timestamp: string;
                            /** Format: uuid */
                            tenantId: string;
                            data: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

/** Every code of a problem that the document declares. */
export type ProblemCode =
  | 'address_not_allowed'
  | 'already_exists'
  | 'answer_lost'
  | 'api_key_revoked'
  | 'body_too_large'
  | 'body_too_slow'
  | 'database_unavailable'
  | 'end_user_blocked'
  | 'end_user_opted_out'
  | 'endpoint_disabled'
  | 'events_gone'
  | 'forbidden'
  | 'idempotency_key_reused'
  | 'identity_provider_unavailable'
  | 'insufficient_scope'
  | 'internal_error'
  | 'invalid_cursor'
  | 'invalid_form'
  | 'invalid_idempotency_key'
  | 'invalid_json'
  | 'invalid_last_event_id'
  | 'invalid_request'
  | 'last_owner_key'
  | 'managed_search_not_configured'
  | 'media_failed'
  | 'media_pending'
  | 'model_failed'
  | 'model_unavailable'
  | 'not_found'
  | 'not_taken_over'
  | 'not_uploaded'
  | 'playground_run_not_over'
  | 'precondition_failed'
  | 'rate_limited'
  | 'request_in_progress'
  | 'service_window_closed'
  | 'shutting_down'
  | 'storage_unavailable'
  | 'template_not_approved'
  | 'tenant_required'
  | 'tenant_suspended'
  | 'too_large'
  | 'too_many_endpoints'
  | 'too_many_streams'
  | 'too_many_sums'
  | 'unauthenticated'
  | 'unsupported_media_type'
  | 'upload_aborted'
  | 'uri_not_allowed'
  | 'wrong_provider';
