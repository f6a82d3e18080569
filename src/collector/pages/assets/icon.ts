/** Three hosts behind one another, the first in line. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#0a58a8"/>
<path d="M8 9h16M8 16h16M8 23h9" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>
<circle cx="23" cy="23" r="3.2" fill="#7fd6a1"/>
</svg>
`;
