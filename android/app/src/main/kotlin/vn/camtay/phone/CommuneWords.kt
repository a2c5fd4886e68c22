package vn.camtay.phone

/** What the commune is called, "xã Vĩnh Thuỷ"; empty until its lists have come. */
suspend fun Phone.communeName(): String = communeWord(0)

/** What its villages are called, "thôn"; empty until its lists have come. */
suspend fun Phone.villageWord(): String = communeWord(1)

private suspend fun Phone.communeWord(place: Int) = read { communeWords() }.orNull()?.getOrNull(place).orEmpty()
