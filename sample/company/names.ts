/** The countries of the five subsidiaries. */
export type Country = 'FR' | 'PT' | 'ES' | 'IT' | 'DE'

interface Names {
  first: readonly string[]
  last: readonly string[]
  /** Legal forms that close a firm's name. */
  forms: readonly string[]
  /** Mailbox providers under a domain reserved for examples (RFC 2606). */
  mailboxes: readonly string[]
}

const words = (text: string) => text.trim().split(/\s+/)
const common = ['example.com', 'example.org', 'example.net']

export const names: Record<Country, Names> = {
  FR: {
    first: words(`Aurélie Benoît Céline Chloé Clément Damien Élise Émile Éric François Françoise Gaëlle Geneviève Hélène
      Inès Jérôme Joël Julien Léa Loïc Maëlys Manon Mathéo Mélanie Nadège Noémie Océane Pascal Raphaël Rémi Sébastien
      Solène Stéphane Théo Thérèse Valérie Yannick Zoé Anne-Sophie Jean-Noël Marie-Ève Mamadou Fatima Mehdi Karim`),
    last: words(`Amiot Barthélémy Beaulieu Bérard Besson Boutin Chevalier Clément Courtois Crépin Delattre Desprès
      Dupré Faucher Féret Gérard Guérin Hébert Huguet Jacquet Lacoste Lambert Lemaître Léger Maréchal Mésange Noël
      Pélissier Perrot Rémond Renaud Roussel Ségur Tessier Thébault Vallée Vérité Diallo Benali Nguyễn L'Hermitte D'Aubigné`),
    forms: ['SARL', 'SAS', 'EURL', 'SA'],
    mailboxes: [...common, 'courrier.example', 'poste-libre.example'],
  },
  PT: {
    first:
      words(`Afonso Ângela António Beatriz Bruno Catarina Cláudia Conceição Diogo Duarte Estêvão Filipa Flávio Gonçalo
      Graça Hélder Inês João Jorge José Júlia Leonor Lúcia Luís Madalena Márcia Mário Miguel Nuno Otávio Patrícia Raúl
      Rui Rúben Simão Tânia Tiago Vânia Vítor Zélia`),
    last: words(`Abrantes Almeida Araújo Assunção Baptista Brandão Caldeira Carvalho Conceição Falcão Fernandes Ferrão
      Figueiredo Galvão Gonçalves Guimarães Leitão Lourenço Magalhães Mendonça Moutinho Muñoz Neves Nóbrega Paixão Quintão
      Raposo Rebelo Sampaio Seabra Simões Tavares Teixeira Valadão Vicência Xavier`),
    forms: ['Lda.', 'S.A.', 'Unipessoal Lda.'],
    mailboxes: [...common, 'correio.example', 'caixa.test'],
  },
  ES: {
    first:
      words(`Adrián Álvaro Ángel Begoña Belén Concepción Cristóbal Elías Encarnación Esperança Fermín Gonzalo Héctor
      Iker Íñigo Iván Jesús Joaquín José Jordi Lucas Macarena Marcos María Martín Matías Mónica Montserrat Nicolás Noelia
      Óscar Rocío Ramón Raúl Rubén Sofía Tomás Úrsula Verónica Xabier Ximena`),
    last: words(`Álvarez Aramburu Bermúdez Cabañas Castañeda Cortés Domínguez Echeverría Fernández Gálvez García Gutiérrez
      Hernández Ibáñez Jiménez Kortajarena Llorente López Márquez Menéndez Muñoz Núñez Ordóñez Peñalver Pérez Quiñones
      Ramírez Rodríguez Sánchez Suárez Túñez Ureña Vázquez Yáñez Zúñiga`),
    forms: ['S.L.', 'S.A.', 'S.L.U.'],
    mailboxes: [...common, 'correo.example', 'buzon.test'],
  },
  IT: {
    first: words(`Alessandro Andrea Beatrice Benedetta Carlo Chiara Cosimo Daniele Davide Desirée Edoardo Elena Federica
      Filippo Francesca Gaia Giacomo Giosuè Giovanni Ginevra Ilaria Leonardo Lorenzo Luca Margherita Martina Mosè Niccolò
      Nicolò Noè Ornella Paola Pietro Riccardo Salomè Simone Stefano Tommaso Viola Zoè`),
    last: words(`Agnelò Bellucci Benvenuti Bonanno Caffè Calì Carafa D'Amico D'Angelo De_Luca Di_Mauro Donà Esposito Fabbri
      Falcò Ferrari Fantinò Galli Giuffrè Grassi Lo_Presti Macrì Malacrida Mancuso Marinò Mattè Nicolosi Orrù Pellegrini
      Perrò Rinaldi Romanò Sartori Scalfarò Tosi Ughi Vallì Zanardi Zappalà`),
    forms: ['S.r.l.', 'S.p.A.', 'S.n.c.'],
    mailboxes: [...common, 'posta.example', 'casella.test'],
  },
  DE: {
    first:
      words(`Anja Annegret Björn Bärbel Christoph Dörte Elke Florian Friederike Günther Gisela Hannelore Heiko Henrik
      Jördis Jörn Jürgen Käthe Karsten Kerstin Lüder Lars Lieselotte Matthäus Mirjam Mönica Olaf Ömer Petra Rüdiger Sabine
      Sönke Steffi Sören Thorsten Uwe Ute Veronika Wiebke Wolfgang Aylin Łukasz`),
    last: words(`Bäcker Böhm Brüggemann Dörfler Eßer Fröhlich Führmann Göbel Größmann Günther Hänel Höfer Jäger Jünger
      Kühn Köhler Königs Krämer Lüders Maßmann Möller Müller Nägele Oßwald Pfäffle Rößler Rüttgers Schäfer Schröder
      Schütz Strauß Süßmilch Täuber Vößing Weiß Würfel Yıldız Zöllner von_Bülow`),
    forms: ['GmbH', 'AG', 'UG', 'GmbH & Co. KG'],
    mailboxes: [...common, 'briefkasten.example', 'postfach.test'],
  },
}

/** First halves of firms' names, of no language in particular. */
export const firmWords =
  words(`Horizon Mistral Lumina Atlas Verdana Nova Corail Iberia Azul Sirocco Délta Orion Prisma Vela
  Costa Quercus Terra Ostara Boréal Calypso Meridian Halcyon Zephyr Alba Lynx Osmose Rivage Fjord Tilia Solstice Kappa`)
export const firmTrades = words(`Média Digital Web Studio Réseau Comparateur Guías Viagens Bons Sconti Gutscheine Blog
  Audience Cashback Éditions Presse Travel Mode Sport`)
export const shopTrades =
  words(`Voyages Boutique Électro Mobilier Assurances Parfums Calzado Moda Viagens Bücher Garten Vini
  Sport Optique Jouets Énergie`)

/** The Latin letters of an address: NFD without marks, and what NFD does not take apart. */
export function plainLetters(text: string): string {
  const special: Record<string, string> = { ß: 'ss', ı: 'i', ł: 'l', Ł: 'L', ø: 'o' }
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßıłŁø]/g, (letter) => special[letter] ?? letter)
}

export const slug = (text: string) =>
  plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
