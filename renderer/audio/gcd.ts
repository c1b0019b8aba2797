/** Greatest common divisor of two whole numbers: what a ratio of sample rates is reduced by. */
export const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
