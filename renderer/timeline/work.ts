/** What the timeline has done since the window opened. Counted for the tests that see to it that nothing is done in vain. */
export const work = {
  tilesDrawn: 0,
  tilesSketched: 0,
  clipsDrawn: 0,
  clipsRendered: 0,
  headersRendered: 0,
  lanesLaidOut: 0,
};
