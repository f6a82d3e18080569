/** Bytes of a report's part as it travels, and unpacked; of one of its lines. */
export const partLimits = { packed: 4 * 1024 * 1024, unpacked: 8 * 1024 * 1024, line: 4 * 1024 * 1024 } as const;

/** Parts that are taken at once, and bytes (unpacked) that wait to be written. More are told to come again. */
export const gateLimits = { parts: 512, bytes: 24 * 1024 * 1024 } as const;
