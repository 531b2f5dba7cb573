// Questions answered by chips: all groups of a block in one element. What is picked shows where it
// is pressed; the server hears of it and says what it changes.
export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.chips');
  place.tell = () => setStateValue('picked', picksOf(place));
  drawn(place, data.questions);
}
