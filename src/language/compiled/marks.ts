/**
 * How a node begins in the list of numbers that a compiled file is. Behind it come the lines since the node before, the
 * column, the length of the span and one more (0: it has none), then
 *
 * | sequence, mapping | the number of items or entries, then these                                    |
 * | alias             | instead of all else: which node it is once more, in the order of their ends   |
 * | scalar            | its value; its source where `source` is set; its tag where `tag` is set       |
 *
 * Values, sources and tags are places in the file's list of values. A scalar's mark is the sum of its bits.
 */
export const marks = { sequence: 0, mapping: 1, alias: 2, scalar: 4, plain: 8, source: 16, tag: 32 } as const;
