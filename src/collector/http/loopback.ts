/** Says whether a name or an address is this machine's own, which no other machine reaches. */
export function isLoopbackName(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name);
}
