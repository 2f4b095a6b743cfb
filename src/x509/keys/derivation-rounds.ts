/** OWASP's recommendation of 2023 for PBKDF2 with HMAC-SHA256; OpenSSL's default of 2048 takes an attacker a minute. */
export const DERIVATION_ROUNDS = 600_000;
