/** The colours by their meaning, light and dark; text on its own background has a contrast of 4.5 to 1 at least. */
export const colours = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f8; --panel: #fff; --text: #1b1f24; --soft: #59626c; --rule: #dde1e5; --strong: #b4bcc4;
  --link: #0a58a8; --focus: #0a58a8; --hover: #eef2f6; --code: #f0f2f4;
  --good: #17663a; --good-back: #e1f3e8; --good-fill: #3f9d67;
  --changed: #7a4f00; --changed-back: #fcedc7; --changed-fill: #d99a1c;
  --drifted: #6a3aa2; --drifted-back: #f0e7fa; --drifted-fill: #9663cf;
  --failed: #a81c1c; --failed-back: #fde4e1; --failed-fill: #d64541;
  --skipped: #1b5b75; --skipped-back: #dff0f6; --skipped-fill: #4b9bb8;
  --running: #0a58a8; --running-back: #e0edfb; --running-fill: #3f87d2;
  --pending: #7a4f00; --pending-back: transparent; --pending-fill: #f3d590;
  --quiet: #4e565e; --quiet-back: #e9ecef; --quiet-fill: #a3acb5; --rest-fill: #cdd5dc;
  --added: #e3f6e9; --added-mark: #abe5bf; --added-text: #0f4f2a;
  --removed: #fde9e7; --removed-mark: #f8c1bb; --removed-text: #8a1414;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #111417; --panel: #181c20; --text: #e3e6e9; --soft: #9ba5af; --rule: #2a3037; --strong: #525c66;
    --link: #7db8f7; --focus: #7db8f7; --hover: #20262c; --code: #22282e;
    --good: #7fd6a1; --good-back: #153324; --good-fill: #3b8d60;
    --changed: #f0c364; --changed-back: #3b2d0d; --changed-fill: #c48a1b;
    --drifted: #cfaef5; --drifted-back: #33244a; --drifted-fill: #8a5cc2;
    --failed: #ff9d95; --failed-back: #451a1a; --failed-fill: #c9403b;
    --skipped: #86cbe3; --skipped-back: #12303b; --skipped-fill: #3f88a3;
    --running: #8ec2fb; --running-back: #152c47; --running-fill: #3c7cc0;
    --pending: #f0c364; --pending-back: transparent; --pending-fill: #6d5423;
    --quiet: #b0b9c2; --quiet-back: #2a3036; --quiet-fill: #5d6872; --rest-fill: #39424b;
    --added: #12301f; --added-mark: #1f5d39; --added-text: #a9e8c1;
    --removed: #3a1a1a; --removed-mark: #702a28; --removed-text: #ffc0ba;
  }
}
`;
