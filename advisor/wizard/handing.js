// The link that is handed on: what is picked is in the address at once, before the server has heard
// of it.
const asked = (place) => {
  const [whom, what] = place.chips.groups.map(({ picked }) => [...picked][0]);
  const by = place.by.validity.valid ? place.by.value : '';
  return Object.fromEntries(
    [['for', whom], ['ask', what], ['by', by]].filter(([, said]) => said));
};

function address(place) {
  const found = new URL(place.given, location.href);
  for (const name of ['for', 'ask', 'by']) found.searchParams.delete(name);
  for (const [name, said] of Object.entries(asked(place))) found.searchParams.append(name, said);
  if (place.code.textContent === found.href) return;
  place.code.textContent = found.href;
  place.querySelector('[data-go]').href = `./answer${found.search}`;
  place.querySelector('.copied').textContent = '';
}

// Said when the date is left, not while it is being written.
function wrong(place) {
  const { valid, badInput } = place.by.validity;
  const { wrong: no, beyond } = place.refused.dataset;
  place.refused.textContent = valid ? '' : badInput ? no : beyond;
  place.by.setAttribute('aria-invalid', String(!valid));
}

async function copied(place) {
  const says = place.querySelector('.copied');
  try {
    await navigator.clipboard.writeText(place.code.textContent);
    says.textContent = 'Copied.';
  } catch { // not everybody lets a page write there
    getSelection().selectAllChildren(place.code);
    says.textContent = 'The link is marked: copy it with Ctrl+C, on a Mac with Cmd+C.';
  }
}

function set(place, data) {
  place.innerHTML = data.html; // texts in it are escaped where it is made
  place.shown = data.html;
  place.chips = place.querySelector('.chips');
  place.by = place.querySelector('input');
  place.by.value = data.by;
  place.refused = place.querySelector('.refused');
  place.code = place.querySelector('.address');
  place.chips.tell = () => {
    address(place);
    place.tell(asked(place));
  };
  place.by.addEventListener('input', () => {
    if (place.by.validity.valid) wrong(place);
    place.chips.tell();
  });
  place.by.addEventListener('blur', () => wrong(place));
  place.querySelector('[data-copy]').addEventListener('click', () => copied(place));
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.handing');
  place.tell = (said) => setStateValue('asked', said);
  place.given = data.address;
  if (place.shown !== data.html) set(place, data);
  drawn(place.chips, data.questions);
  address(place);
  const length = place.querySelector('.length');
  length.textContent = data.says;
  length.classList.toggle('long', data.long);
}
